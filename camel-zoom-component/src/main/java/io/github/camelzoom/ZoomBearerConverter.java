package io.github.camelzoom;

import org.apache.camel.Converter;

/** Lets HTTP components write a {@link ZoomBearer} to the wire. */
@Converter(generateLoader = true)
public final class ZoomBearerConverter {

    private ZoomBearerConverter() {}

    @Converter
    public static String toString(ZoomBearer bearer) {
        return bearer.toHeaderValue();
    }
}
