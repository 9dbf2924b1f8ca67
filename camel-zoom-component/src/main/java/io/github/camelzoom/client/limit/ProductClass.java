package io.github.camelzoom.client.limit;

/** Which of Zoom's tables of limits counts a call; each has counters of its own. */
public enum ProductClass {

    /**
     * Everything else. Video SDK is here as well: its plans use the tables of Pro and Business, and its accounts have
     * nothing but Video SDK.
     */
    STANDARD,
    /** Zoom Phone. */
    PHONE,
    /** Zoom Contact Center. */
    CONTACT_CENTER;

    /**
     * @param product as the catalogue names it; null is {@link #STANDARD}
     */
    public static ProductClass of(String product) {
        if (product == null) {
            return STANDARD;
        }
        return switch (product) {
            case "Phone" -> PHONE;
            case "Contact Center" -> CONTACT_CENTER;
            default -> STANDARD;
        };
    }
}
