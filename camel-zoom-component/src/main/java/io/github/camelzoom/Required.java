package io.github.camelzoom;

/** Options that must be there and must be typed well. */
final class Required {

    private Required() {
    }

    /**
     * @param  why                      for what the option is needed
     * @throws IllegalArgumentException naming the option when it is missing, empty, blank or padded
     */
    static String text(String value, String option, String why) {
        if (value == null || value.isBlank()) {
            throw new IllegalArgumentException("Option " + option + " is required with " + why + ", but it is "
                    + (value == null ? "not set" : value.isEmpty() ? "empty" : "blank"));
        }
        unpadded(value, option);
        return value;
    }

    /**
     * @param  value                    may be null
     * @throws IllegalArgumentException naming the option when it begins or ends with white space
     */
    static void unpadded(String value, String option) {
        if (value != null && !value.equals(value.strip())) {
            throw new IllegalArgumentException("Option " + option + " begins or ends with white space");
        }
    }
}
