/** What exists in an account: people, meetings, webinars, recordings, chat. */
package io.github.camelzoom.simulator.world;
