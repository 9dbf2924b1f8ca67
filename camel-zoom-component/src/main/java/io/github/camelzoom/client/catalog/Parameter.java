package io.github.camelzoom.client.catalog;

import java.util.Locale;
import java.util.Objects;

/**
 * One parameter of an operation. Immutable.
 *
 * @param name     Zoom's own spelling, e.g. {@code page_size} or {@code meetingId}; never null
 * @param in       where it goes; never null
 * @param required whether a call without it is refused; true for every path parameter
 * @param kind     what kind of value it takes; never null
 */
public record Parameter(String name, In in, boolean required, Kind kind) {

    /** Where a parameter's value goes. */
    public enum In {
        PATH, QUERY, HEADER
    }

    /** What kind of value a parameter takes, as far as the request's text depends on it. */
    public enum Kind {
        /** Text, a number or a boolean. */
        SCALAR,
        /** Several values under one name. */
        ARRAY,
        /** A day, {@code yyyy-MM-dd}: a moment given here is cut to its day in UTC. */
        DATE
    }

    public Parameter {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(in, "in");
        Objects.requireNonNull(kind, "kind");
    }

    /** Whether Zoom takes a list of values under this name. */
    public boolean array() {
        return kind == Kind.ARRAY;
    }

    /**
     * Whether values are ids or e-mail addresses, which never contain a blank: a blank in one is a {@code +} that a URI
     * lost. So with cursors, which are base64 text. Decided by the last word of the name, as Zoom publishes no format.
     */
    boolean isIdOrEmail() {
        return switch (lastWord()) {
            case "id", "ids", "uuid", "uuids", "email", "emails", "address", "identifier", "identifiers", "jid",
                    "contact", "token" ->
                true;
            default -> false;
        };
    }

    /** Whether values may be phone numbers: then a blank in front was the {@code +} of an international number. */
    boolean isNumber() {
        return switch (lastWord()) {
            case "number", "numbers", "ani", "dnis" -> true;
            default -> false;
        };
    }

    /**
     * Whether a path value may be the UUID of a meeting, webinar or session, the base64 text that Zoom wants encoded
     * twice in some cases. {@code seesionId} is Zoom's spelling in one path.
     */
    boolean mayHoldUuid() {
        return in == In.PATH && switch (name) {
            case "meetingId", "webinarId", "sessionId", "seesionId" -> true;
            default -> lastWord().equals("uuid");
        };
    }

    private String lastWord() {
        if (name.endsWith("UUID")) {
            return "uuid";
        }
        int start = name.length();
        while (start > 0 && Character.isLowerCase(name.charAt(start - 1))) {
            start--;
        }
        boolean capital = start > 0 && Character.isUpperCase(name.charAt(start - 1));
        return name.substring(capital ? start - 1 : start).toLowerCase(Locale.ROOT);
    }
}
