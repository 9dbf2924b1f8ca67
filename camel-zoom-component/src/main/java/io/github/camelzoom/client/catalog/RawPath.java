package io.github.camelzoom.client.catalog;

import java.util.List;

/**
 * The path of a call that names no operation ({@code zoom:request}), checked so that it can neither leave the API's host
 * nor climb out of its base, and made legal for a request line: {@code %XX} stays, illegal characters are encoded.
 * Immutable.
 *
 * @param path  raw, starts with one slash
 * @param query raw, without the question mark; empty for none
 */
public record RawPath(String path, String query) {

    private static final String SUB_DELIMITERS = "!$&'()*+,;=:@";
    private static final String PATH_KEPT = "/%" + SUB_DELIMITERS;
    private static final String QUERY_KEPT = PATH_KEPT + "?";
    private static final String OPERATION = "request";
    /** Gateways, Zoom's double encoding included, decode twice at most; one more round to be sure. */
    private static final int DECODING_ROUNDS = 3;

    /**
     * @throws ParameterException if the text is null, absolute, has a host, a fragment, a control character or a
     *                            relative segment, the latter three also when percent-encoded
     */
    public static RawPath parse(String pathAndQuery) {
        if (pathAndQuery == null || !pathAndQuery.startsWith("/")) {
            throw refuse("must start with '/', e.g. '/users/me'; a URL with a host is not allowed");
        }
        if (pathAndQuery.startsWith("//") || pathAndQuery.startsWith("/\\")) {
            throw refuse("must start with a single '/': two would name a host");
        }
        if (pathAndQuery.indexOf('#') >= 0) {
            throw refuse("must not have a fragment; write '%23' for a '#'");
        }
        if (pathAndQuery.codePoints().anyMatch(Character::isISOControl)) {
            throw refuse("contains a control character");
        }
        int mark = pathAndQuery.indexOf('?');
        String path = mark < 0 ? pathAndQuery : pathAndQuery.substring(0, mark);
        String query = mark < 0 ? "" : pathAndQuery.substring(mark + 1);
        checkSegments(path);
        try {
            return new RawPath(PercentEncoding.encode(path, PATH_KEPT), PercentEncoding.encode(query, QUERY_KEPT));
        } catch (IllegalArgumentException e) {
            throw refuse("is not valid Unicode");
        }
    }

    /** Path and, where there is one, query. */
    public String pathAndQuery() {
        return query.isEmpty() ? path : path + "?" + query;
    }

    private static void checkSegments(String path) {
        String decoded = path;
        for (int round = 0; round <= DECODING_ROUNDS; round++) {
            for (String segment : decoded.split("[/\\\\]")) {
                // Some servers cut ';...' off before they resolve dots.
                int semicolon = segment.indexOf(';');
                String name = semicolon < 0 ? segment : segment.substring(0, semicolon);
                if (name.equals("..") || name.equals(".")) {
                    throw refuse("must not contain the segment '" + name + "'");
                }
            }
            if (decoded.codePoints().anyMatch(Character::isISOControl)) {
                throw refuse("contains an encoded control character");
            }
            decoded = decode(decoded);
        }
    }

    private static String decode(String text) {
        try {
            return PercentEncoding.decode(text);
        } catch (IllegalArgumentException e) {
            throw refuse("is not valid Unicode");
        }
    }

    private static ParameterException refuse(String problem) {
        return new ParameterException(OPERATION, List.of("path"), "the path " + problem);
    }
}
