/** What a request and an answer are, apart from the server that carries them. */
package io.github.camelzoom.simulator.http;
