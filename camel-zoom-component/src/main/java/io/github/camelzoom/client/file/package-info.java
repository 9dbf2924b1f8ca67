/** Files of Zoom's: recordings, transcripts and the like, fetched whole or not at all. */
package io.github.camelzoom.client.file;
