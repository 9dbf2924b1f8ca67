/** An authorization server and an API that were not written for this project, on a port of this machine. */
package io.github.camelzoom.springserver;
