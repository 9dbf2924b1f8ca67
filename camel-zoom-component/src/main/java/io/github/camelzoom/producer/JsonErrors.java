package io.github.camelzoom.producer;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.databind.JsonMappingException;

/** Tells where JSON is wrong without quoting it. Pure functions. */
final class JsonErrors {

    private JsonErrors() {}

    /** {@code ": line 1, column 8"} and, where a class could not take a value, the property; empty when nothing is known. */
    static String where(JacksonException failure) {
        StringBuilder where = new StringBuilder();
        JsonLocation location = failure.getLocation();
        if (location != null && location.getLineNr() > 0) {
            where.append(": line ").append(location.getLineNr()).append(", column ").append(location.getColumnNr());
        }
        if (failure instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            where.append(where.isEmpty() ? ": " : ", ").append(mapping.getPathReference());
        }
        return where.toString();
    }
}
