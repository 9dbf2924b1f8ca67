/** Zoom's authorization server: grants, tokens and their lives. */
package io.github.camelzoom.simulator.oauth;
