package io.github.camelzoom.authorize;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How states and times are said to a person. Pure functions. */
final class Words {

    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("d MMM uuuu, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /**
     * @param tone a class of the style sheet
     */
    record Said(String tone, String words) {}

    private Words() {}

    static Said state(String state) {
        return switch (state == null ? "" : state) {
            case "READY" -> new Said("good", "connected");
            case "COLD" -> new Said("plain", "not used yet");
            case "NEEDS_CONSENT" -> new Said("wait", "needs authorization");
            case "REFUSED" -> new Said("bad", "refused");
            case "TOKEN_REJECTED" -> new Said("bad", "token rejected");
            case "UNAVAILABLE" -> new Said("wait", "Zoom cannot be reached");
            case "IN_DOUBT" -> new Said("wait", "renewal in doubt");
            case "UNSAVED_ROTATION" -> new Said("wait", "connected, not saved yet");
            case "INVALID" -> new Said("bad", "wrong settings");
            case "NONE" -> new Said("plain", "no token needed");
            default -> new Said("plain", state == null ? "unknown" : state.toLowerCase(Locale.ROOT).replace('_', ' '));
        };
    }

    static String grant(String grant) {
        return switch (grant.toUpperCase(Locale.ROOT)) {
            case "AUTHORIZATION_CODE" -> "A person authorizes it";
            case "DEVICE_CODE" -> "A person authorizes it, on a device";
            case "ACCOUNT_CREDENTIALS" -> "Server-to-server, no person needed";
            case "CLIENT_CREDENTIALS" -> "The app's own credentials, no person needed";
            default -> grant.toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }

    /** How long until then, in one unit. */
    static String until(Instant then, Instant now) {
        Duration left = Duration.between(now, then);
        if (left.isNegative() || left.isZero()) {
            return "expired";
        }
        long minutes = left.toMinutes();
        if (minutes < 1) {
            return "in less than a minute";
        }
        if (minutes < 120) {
            return "in " + count(minutes, "minute");
        }
        return left.toHours() < 48 ? "in " + count(left.toHours(), "hour") : "in " + count(left.toDays(), "day");
    }

    private static String count(long number, String unit) {
        return number + " " + unit + (number == 1 ? "" : "s");
    }

    static String utc(Instant instant) {
        return UTC.format(instant);
    }
}
