package io.github.camelzoom.authorize;

import java.util.Locale;

/** The frame of every page. */
final class Html {

    private static final int LONGEST = 600;

    private Html() {}

    /**
     * @param title plain text
     * @param width a class of the main part; empty for none
     * @param body  HTML
     */
    static String page(String title, String width, String body) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <meta name="viewport" content="width=device-width, initial-scale=1">
                <title>%s</title>
                <style>%s</style>
                </head>
                <body>
                <main class="%s">
                %s
                </main>
                </body>
                </html>
                """.formatted(text(title), PageStyle.CSS, width, body);
    }

    /** Plain text as HTML, for content and quoted attributes. Cut when it is endless; null is empty. */
    static String text(String plain) {
        if (plain == null) {
            return "";
        }
        String cut = plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "…";
        StringBuilder shown = new StringBuilder(cut.length());
        // Control characters and signs that turn the reading direction could disguise a name.
        cut.codePoints().forEach(c -> shown.appendCodePoint(isHarmless(c) ? c : 0xFFFD));
        return value(shown.toString());
    }

    /** A message as a sentence of its own. It may begin with an option's name, which stays as it is spelled. */
    static String sentence(String message) {
        return message != null && message.matches("(?s)[a-z]+\\b.*")
                ? text(message.substring(0, 1).toUpperCase(Locale.ROOT) + message.substring(1))
                : text(message);
    }

    private static boolean isHarmless(int c) {
        return !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT
                && Character.getType(c) != Character.SURROGATE;
    }

    /** A value for a quoted attribute: as it is, so that it comes back the same. */
    static String value(String plain) {
        StringBuilder html = new StringBuilder(plain.length() + 16);
        plain.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.appendCodePoint(c);
            }
        });
        return html.toString();
    }
}
