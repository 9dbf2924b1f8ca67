/** A service whose tenants connect their own Zoom accounts: see README.md. */
package io.github.camelzoom.examples.multitenant;
