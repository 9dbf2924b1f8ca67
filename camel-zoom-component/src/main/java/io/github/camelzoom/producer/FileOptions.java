package io.github.camelzoom.producer;

import org.apache.camel.spi.Configurer;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriParams;

/** What {@code zoom:download} does with a file. Not thread-safe; each endpoint has its own. */
@UriParams
@Configurer
public class FileOptions {

    @UriParam(label = "producer", description = "For zoom:download: the directory to fetch files into; made when it is missing. The body is then a"
            + " java.io.File. Without it the body is a stream.")
    private String directory;
    @UriParam(label = "producer", defaultValue = "0", javaType = "java.time.Duration", description = "For zoom:download: how long to wait for a file that Zoom still works on. No thread is blocked"
            + " meanwhile. Without it such a file fails the exchange at once.")
    private long readyTimeout;

    public String getDirectory() {
        return directory;
    }

    public void setDirectory(String directory) {
        this.directory = directory;
    }

    public long getReadyTimeout() {
        return readyTimeout;
    }

    public void setReadyTimeout(long readyTimeout) {
        this.readyTimeout = readyTimeout;
    }
}
