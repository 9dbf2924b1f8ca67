/** What all consumers share, and Zoom's events as exchanges: the same whichever way an event came. */
package io.github.camelzoom.consumer;
