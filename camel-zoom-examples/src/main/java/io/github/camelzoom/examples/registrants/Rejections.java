package io.github.camelzoom.examples.registrants;

import java.util.stream.Collectors;

import io.github.camelzoom.client.error.ZoomApiException;
import org.apache.camel.ExchangeException;
import org.apache.camel.Handler;
import org.apache.camel.Variable;

/** The row that was not accepted and, as a last column, why. */
public final class Rejections {

    @Handler
    public String line(@Variable("row") String row, @ExchangeException Exception why) {
        return row.strip() + ",\"" + reason(why).replace("\"", "\"\"") + "\"";
    }

    private static String reason(Exception why) {
        if (why instanceof ZoomApiException zoom) {
            return zoom.getFieldErrors().isEmpty()
                    ? "Zoom's code " + zoom.getZoomCode()
                    : zoom.getFieldErrors().stream().map(error -> error.field() + ": " + error.message())
                            .collect(Collectors.joining(" "));
        }
        return why.getMessage();
    }
}
