package io.github.camelzoom.simulator.synthetic;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.simulator.synthetic.SyntheticIds.Kind;
import io.github.camelzoom.simulator.world.SessionKind;

/**
 * What is in an account that nobody filled by hand: everything is computed from a seed and an index when it is asked for, so that ten
 * thousand users cost no memory and a test knows every id without listing.
 *
 * <p>
 * The contents cannot be changed: updates and deletions of them are answered as usual and have no effect. What a test or a client
 * adds to the account is stored beside them, and comes after them in lists. Immutable.
 */
public final class SyntheticAccount {

    private static final String MAIL_HOST = "@synthetic.example.com";
    private static final String CHANNEL_HOST = "@conference.xmpp.zoom.us";

    private final String accountId;
    private final SyntheticSize size;
    private final SyntheticIds ids;
    private final SyntheticSessions meetings;
    private final SyntheticSessions webinars;
    private final SyntheticCalls calls;

    /** The contents of an account; {@code today} stands in for missing dates, {@code seed} for a missing seed. */
    public SyntheticAccount(String accountId, SyntheticSize wanted, long seed, LocalDate today) {
        LocalDate from = wanted.from() == null ? today.minusDays(90) : wanted.from();
        LocalDate to = wanted.to() == null ? today.minusDays(1) : wanted.to();
        this.accountId = accountId;
        this.size = wanted.between(from, to).seed(wanted.seed() == 0 ? seed : wanted.seed());
        this.ids = new SyntheticIds(size.seed() ^ accountId.hashCode());
        this.meetings = new SyntheticSessions(SessionKind.MEETING, this, ids, spread(size.meetingsPerUser()));
        this.webinars = new SyntheticSessions(SessionKind.WEBINAR, this, ids, spread(size.webinarsPerUser()));
        this.calls = new SyntheticCalls(ids, spread(size.callsPerUser()));
    }

    private Spread spread(int perUser) {
        return new Spread(size.users(), perUser, size.from(), size.to());
    }

    String accountId() {
        return accountId;
    }

    /** What it was made from, dates and seed filled in. */
    public SyntheticSize size() {
        return size;
    }

    /** Meetings; past ones with their participants and recordings. */
    public SyntheticSessions meetings() {
        return meetings;
    }

    /** Webinars. */
    public SyntheticSessions webinars() {
        return webinars;
    }

    /** Phone calls. */
    public SyntheticCalls calls() {
        return calls;
    }

    /** Id of a user, from 0. */
    public String userId(int user) {
        return ids.id(Kind.USER, user);
    }

    /** E-mail of a user, from 0. */
    public String userEmail(int user) {
        return "user" + user + MAIL_HOST;
    }

    /** The index of a user's id or e-mail; empty when it is of nobody here. */
    public OptionalInt userIndex(String idOrEmail) {
        OptionalInt index = ids.index(Kind.USER, idOrEmail);
        String lower = idOrEmail.toLowerCase(Locale.ROOT);
        if (lower.matches("user\\d{1,9}" + MAIL_HOST)) {
            index = OptionalInt.of(Integer.parseInt(lower.substring(4, lower.indexOf('@'))));
        }
        return index.isPresent() && index.getAsInt() < size.users() ? index : OptionalInt.empty();
    }

    /** Everybody, as Zoom shows them. */
    public LazyList<ObjectNode> users() {
        return LazyList.of(size.users(), this::user);
    }

    /** A user, as Zoom shows them. */
    public ObjectNode user(int index) {
        String id = userId(index);
        String created = size.from().minusYears(1).atStartOfDay(ZoneOffset.UTC).toInstant().toString();
        ObjectNode user = JsonNodeFactory.instance.objectNode();
        user.put("id", id).put("first_name", "User").put("last_name", "No " + index).put("display_name", "User No " + index);
        user.put("email", userEmail(index)).put("type", 2).put("role_name", index == 0 ? "Owner" : "Member");
        user.put("role_id", index == 0 ? "0" : "2").put("pmi", 90_000_000_000L + index).put("use_pmi", false);
        user.put("timezone", "UTC").put("verified", 1).put("dept", "").put("created_at", created).put("language", "en-US");
        user.put("user_created_at", created).put("last_login_time", created).put("status", "active");
        user.put("account_id", accountId).put("jid", id.toLowerCase(Locale.ROOT) + "@xmpp.zoom.us");
        user.putArray("group_ids");
        user.putArray("im_group_ids");
        user.putArray("login_types").add(100);
        return user;
    }

    /** Id of a user's chat channel with this number, from 0. */
    public String channelId(int user, int number) {
        return ids.hex(Kind.CHANNEL, user * size.channelsPerUser() + number);
    }

    /** The chat channels of a user. */
    public LazyList<ObjectNode> channels(int user) {
        return LazyList.of(size.channelsPerUser(), number -> channel(user, number));
    }

    /** The chat channel with this id or JID, null when there is none. */
    public ObjectNode channel(String id) {
        OptionalInt index = ids.indexOfHex(Kind.CHANNEL, id.replace(CHANNEL_HOST, ""));
        return index.isPresent() && index.getAsInt() < size.users() * size.channelsPerUser()
                ? channel(index.getAsInt() / size.channelsPerUser(), index.getAsInt() % size.channelsPerUser())
                : null;
    }

    private ObjectNode channel(int user, int number) {
        String id = channelId(user, number);
        return JsonNodeFactory.instance.objectNode().put("name", "Channel " + number + " of " + user).put("type", 1)
                .put("id", id).put("jid", id + CHANNEL_HOST).put("owner_id", userId(user));
    }

    /** The recording of a meeting's number or UUID, null when there is none. */
    public ObjectNode recording(String idOrUuid) {
        OptionalInt index = meetings.find(idOrUuid);
        return size.recorded() && index.isPresent() ? meetings.recording(index.getAsInt()) : null;
    }

    /** The file of a recording with this id, null when there is none. */
    public ObjectNode recordingFile(String fileId) {
        return size.recorded() ? meetings.file(fileId) : null;
    }

    /** All its user ids, computed one by one. */
    public List<String> userIds() {
        return LazyList.of(size.users(), this::userId);
    }
}
