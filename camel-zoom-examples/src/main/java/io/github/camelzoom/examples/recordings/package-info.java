/** Completed recordings become files, with their transcripts beside them. */
package io.github.camelzoom.examples.recordings;
