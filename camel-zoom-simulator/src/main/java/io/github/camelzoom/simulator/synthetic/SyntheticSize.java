package io.github.camelzoom.simulator.synthetic;

import java.time.LocalDate;

/**
 * How much there is in a synthetic account. Immutable; every method gives a changed copy.
 *
 * <pre>
 * SyntheticSize.users(10_000).meetingsPerUser(3).recorded(true).between(LocalDate.parse("2026-01-01"), LocalDate.parse("2026-03-31"))
 * </pre>
 *
 * @param users
 *            people in the account
 * @param meetingsPerUser
 *            meetings that each of them hosts
 * @param recorded
 *            whether each meeting has a cloud recording of two files
 * @param participantsPerMeeting
 *            rows in the participants list of each meeting and webinar; some are doubles without an id
 * @param webinarsPerUser
 *            webinars that each of them hosts
 * @param registrantsPerSession
 *            approved registrants of each meeting and webinar
 * @param channelsPerUser
 *            chat channels that each of them owns
 * @param callsPerUser
 *            phone calls of each of them, each with a call log, a call history entry, a recording and a voicemail
 * @param from
 *            first UTC day on which something happens; null means 90 days before the day of creation
 * @param to
 *            last UTC day on which something happens; null means the day before the creation
 * @param seed
 *            where all ids come from; 0 means the simulator's own seed
 */
public record SyntheticSize(int users, int meetingsPerUser, boolean recorded, int participantsPerMeeting, int webinarsPerUser,
        int registrantsPerSession, int channelsPerUser, int callsPerUser, LocalDate from, LocalDate to, long seed) {

    /** Refuses negative numbers and dates in the wrong order. */
    public SyntheticSize {
        if (users < 1 || meetingsPerUser < 0 || participantsPerMeeting < 0 || webinarsPerUser < 0 || registrantsPerSession < 0
                || channelsPerUser < 0 || callsPerUser < 0) {
            throw new IllegalArgumentException("a size is too small");
        }
        long sessions = (long) Math.max(meetingsPerUser, webinarsPerUser) * Math.max(2, registrantsPerSession);
        if (users * Math.max(sessions, Math.max(callsPerUser, channelsPerUser)) > SyntheticIds.LARGEST_INDEX) {
            throw new IllegalArgumentException("more than " + SyntheticIds.LARGEST_INDEX + " things of one kind");
        }
        if ((from == null) != (to == null) || from != null && to.isBefore(from)) {
            throw new IllegalArgumentException("from and to come together and in this order");
        }
    }

    /** So many users and nothing else. */
    public static SyntheticSize users(int users) {
        return new SyntheticSize(users, 0, false, 0, 0, 0, 0, 0, null, null, 0);
    }

    public SyntheticSize meetingsPerUser(int count) {
        return new SyntheticSize(users, count, recorded, participantsPerMeeting, webinarsPerUser, registrantsPerSession,
                channelsPerUser, callsPerUser, from, to, seed);
    }

    public SyntheticSize recorded(boolean value) {
        return new SyntheticSize(users, meetingsPerUser, value, participantsPerMeeting, webinarsPerUser, registrantsPerSession,
                channelsPerUser, callsPerUser, from, to, seed);
    }

    public SyntheticSize participantsPerMeeting(int rows) {
        return new SyntheticSize(users, meetingsPerUser, recorded, rows, webinarsPerUser, registrantsPerSession,
                channelsPerUser, callsPerUser, from, to, seed);
    }

    public SyntheticSize webinarsPerUser(int count) {
        return new SyntheticSize(users, meetingsPerUser, recorded, participantsPerMeeting, count, registrantsPerSession,
                channelsPerUser, callsPerUser, from, to, seed);
    }

    public SyntheticSize registrantsPerSession(int count) {
        return new SyntheticSize(users, meetingsPerUser, recorded, participantsPerMeeting, webinarsPerUser, count,
                channelsPerUser, callsPerUser, from, to, seed);
    }

    public SyntheticSize channelsPerUser(int count) {
        return new SyntheticSize(users, meetingsPerUser, recorded, participantsPerMeeting, webinarsPerUser,
                registrantsPerSession, count, callsPerUser, from, to, seed);
    }

    public SyntheticSize callsPerUser(int count) {
        return new SyntheticSize(users, meetingsPerUser, recorded, participantsPerMeeting, webinarsPerUser,
                registrantsPerSession, channelsPerUser, count, from, to, seed);
    }

    /** The UTC days over which meetings, recordings, webinars and calls are spread, both included. */
    public SyntheticSize between(LocalDate first, LocalDate last) {
        return new SyntheticSize(users, meetingsPerUser, recorded, participantsPerMeeting, webinarsPerUser,
                registrantsPerSession, channelsPerUser, callsPerUser, first, last, seed);
    }

    public SyntheticSize seed(long value) {
        return new SyntheticSize(users, meetingsPerUser, recorded, participantsPerMeeting, webinarsPerUser,
                registrantsPerSession, channelsPerUser, callsPerUser, from, to, value);
    }
}
