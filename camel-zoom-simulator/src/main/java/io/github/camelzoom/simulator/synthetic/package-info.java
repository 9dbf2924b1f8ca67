/** Accounts of any size whose contents are computed when they are asked for. */
package io.github.camelzoom.simulator.synthetic;
