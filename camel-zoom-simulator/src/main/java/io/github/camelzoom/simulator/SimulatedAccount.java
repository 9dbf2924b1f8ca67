package io.github.camelzoom.simulator;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.simulator.oauth.TokenRegistry;
import io.github.camelzoom.simulator.synthetic.SyntheticAccount;
import io.github.camelzoom.simulator.synthetic.SyntheticSize;
import io.github.camelzoom.simulator.world.AccountData;
import io.github.camelzoom.simulator.world.Ids;

/** An account: its apps and what exists in it. Thread-safe. */
public final class SimulatedAccount {

    private final String id;
    private final long seed;
    private final VirtualClock clock;
    private final Ids ids;
    private final TokenRegistry tokens;
    private final Set<String> everyScope;
    private final AccountData data;
    private volatile Optional<String> apiUrl = Optional.empty();
    private volatile Optional<RateLimitPlan> rateLimits = Optional.empty();
    private final List<SimulatedApp> apps = new CopyOnWriteArrayList<>();

    SimulatedAccount(String id, long seed, Ids ids, VirtualClock clock, TokenRegistry tokens, Set<String> everyScope) {
        this.id = id;
        this.seed = seed;
        this.clock = clock;
        this.ids = ids;
        this.tokens = tokens;
        this.everyScope = everyScope;
        this.data = new AccountData(id, ids, clock);
    }

    public String id() {
        return id;
    }

    /** {@code api_url} of its token answers; empty means that of the settings. */
    public Optional<String> apiUrl() {
        return apiUrl;
    }

    /** Puts the account into a region: {@code api_url} of its token answers from now on. */
    public SimulatedAccount apiUrl(String url) {
        apiUrl = Optional.ofNullable(url);
        return this;
    }

    /** The plan of this account alone; empty means that of the settings. */
    public Optional<RateLimitPlan> rateLimits() {
        return rateLimits;
    }

    /** Gives the account a plan of its own; null goes back to that of the settings. */
    public SimulatedAccount rateLimits(RateLimitPlan plan) {
        rateLimits = Optional.ofNullable(plan);
        return this;
    }

    /** Puts computed contents of any size in front of what is stored, and returns them with their ids and totals. */
    public SyntheticAccount synthetic(SyntheticSize size) {
        SyntheticAccount contents = new SyntheticAccount(id, size, seed, LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        data.synthetic(contents);
        return contents;
    }

    /** Its computed contents, if it has any. */
    public Optional<SyntheticAccount> synthetic() {
        return data.synthetic();
    }

    /** All apps that the account owns. */
    public List<SimulatedApp> apps() {
        return List.copyOf(apps);
    }

    /** Its first server-to-server app. */
    public SimulatedApp serverToServerApp() {
        return firstApp(AppType.SERVER_TO_SERVER);
    }

    /** Its first general app. */
    public SimulatedApp generalApp() {
        return firstApp(AppType.GENERAL);
    }

    /** Adds a server-to-server app with these scopes; none given means all. */
    public SimulatedApp addServerToServerApp(String... scopes) {
        return addApp(AppType.SERVER_TO_SERVER, ids.plain(), ids.text(24), scopes);
    }

    /** Adds a general app with these scopes; none given means all. */
    public SimulatedApp addGeneralApp(String... scopes) {
        return addApp(AppType.GENERAL, ids.plain(), ids.text(24), scopes);
    }

    /** Adds an app with chosen credentials; no scopes given means all. */
    public SimulatedApp addApp(AppType type, String clientId, String clientSecret, String... scopes) {
        boolean all = scopes.length == 0;
        SimulatedApp app = new SimulatedApp(clientId, clientSecret, id, type, all ? everyScope : Set.of(scopes), all, tokens);
        apps.add(app);
        return app;
    }

    /** All stored users, the owner first. */
    public List<SimulatedUser> users() {
        return data.users();
    }

    /** Adds an active, licensed user. */
    public SimulatedUser addUser(String email, String firstName, String lastName) {
        return data.addUser(email, firstName, lastName);
    }

    /** Adds a scheduled meeting and returns it as stored, with {@code id} and {@code uuid}. */
    public ObjectNode addMeeting(SimulatedUser host, String topic) {
        return data.addMeeting(host.id(), topic);
    }

    /** Adds a scheduled meeting whose UUID is chosen, to try encodings. */
    public ObjectNode addMeeting(SimulatedUser host, String topic, String uuid) {
        return data.addMeeting(host.id(), topic, uuid);
    }

    /** Adds a webinar and returns it as stored. */
    public ObjectNode addWebinar(SimulatedUser host, String topic) {
        return data.addWebinar(host.id(), topic);
    }

    /** Adds a finished meeting with cloud recording (a video and an audio file) and returns the recording as stored. */
    public ObjectNode addRecording(SimulatedUser host, String topic, Instant start) {
        return data.addRecording(host.id(), topic, start);
    }

    /** Adds a file to a recording, as a transcript that comes later; {@code status} is {@code processing} or {@code completed}. */
    public ObjectNode addRecordingFile(String meetingUuid, String fileType, String recordingType, String status) {
        return data.addRecordingFile(meetingUuid, fileType, recordingType, status);
    }

    /** Adds a chat channel and returns it as stored. */
    public ObjectNode addChannel(SimulatedUser owner, String name) {
        return data.addChannel(owner.id(), name);
    }

    /** The stored things themselves, for the handlers. */
    public AccountData data() {
        return data;
    }

    private SimulatedApp firstApp(AppType type) {
        return apps.stream().filter(a -> a.appType() == type).findFirst()
                .orElseThrow(() -> new IllegalStateException("account " + id + " has no app of type " + type));
    }

    @Override
    public String toString() {
        return "SimulatedAccount[" + id + "]";
    }
}
