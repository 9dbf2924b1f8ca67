package io.github.camelzoom.simulator.world;

/** Meetings and webinars differ little: in names, and in their type numbers. */
public enum SessionKind {
    /** A meeting. */
    MEETING("Meeting", 2, "/j/"),
    /** A webinar. */
    WEBINAR("Webinar", 5, "/w/");

    private final String label;
    private final int defaultType;
    private final String joinPath;

    SessionKind(String label, int defaultType, String joinPath) {
        this.label = label;
        this.defaultType = defaultType;
        this.joinPath = joinPath;
    }

    /** The word in messages. */
    public String label() {
        return label;
    }

    int defaultType() {
        return defaultType;
    }

    String joinPath() {
        return joinPath;
    }
}
