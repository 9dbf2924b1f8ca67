package io.github.camelzoom;

/** Where an account lives: Zoom's API hosts by region. Source: Zoom's "Using Zoom APIs" page. */
public enum Region {
    GLOBAL("https://api.zoom.us"), US("https://api-us.zoom.us"), EU("https://api-eu.zoom.us"), AU("https://api-au.zoom.us"), CA(
            "https://api-ca.zoom.us"), IN("https://api-in.zoom.us"), SA(
                    "https://api-sa.zoom.us"), SG("https://api-sg.zoom.us"), UK("https://api-uk.zoom.us"),
    /** Zoom for Government: a world of its own, with its own apps and its own token endpoint. */
    GOV("https://api.zoomgov.com");

    private final String apiUrl;

    Region(String apiUrl) {
        this.apiUrl = apiUrl;
    }

    /** The API host, without {@code /v2}. */
    public String apiUrl() {
        return apiUrl;
    }

    /** The base of the OAuth endpoints; the same for every commercial region. */
    public String oauthUrl() {
        return this == GOV ? "https://zoomgov.com/oauth" : "https://zoom.us/oauth";
    }
}
