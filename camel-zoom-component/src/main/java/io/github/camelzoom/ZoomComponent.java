package io.github.camelzoom;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.camelzoom.authorize.AuthorizeDesk;
import io.github.camelzoom.client.limit.Plan;
import io.github.camelzoom.client.limit.RateBudgets;
import io.github.camelzoom.consumer.EventSettings;
import org.apache.camel.CamelContext;
import org.apache.camel.Endpoint;
import org.apache.camel.spi.Metadata;
import org.apache.camel.spi.annotations.Component;
import org.apache.camel.support.HealthCheckComponent;
import org.apache.camel.support.service.ServiceHelper;
import org.apache.camel.util.PropertiesHelper;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Zoom as a Camel component: {@code zoom:<operation>}, {@code zoom:request} and {@code zoom:token}. Its options are the
 * defaults of all its endpoints. All instances in one CamelContext share one token manager.
 */
@Component("zoom")
public class ZoomComponent extends HealthCheckComponent {

    private static final String CAMEL_WEBHOOK = "org.apache.camel.component.webhook.WebhookCapableEndpoint";

    private static final Logger LOG = LoggerFactory.getLogger(ZoomComponent.class);

    /** Camel masks by a fixed list that knows only its own components; these names are not all on it. */
    private static final List<String> SENSITIVE = List.of("oauthClientSecret", "oauthAccessToken", "oauthRefreshToken",
            "oauthVerifier", "connectionString", "tokenStoreKey", "username", "password", "secretToken");
    private static final List<String> LOGGERS_WITH_BEARERS = List.of("org.apache.hc.client5.http.headers",
            "org.apache.hc.client5.http.wire");

    @Metadata(description = "The options that all endpoints start from.")
    private ZoomConfiguration configuration = new ZoomConfiguration();
    @Metadata(label = "security", secret = true, description = "The key that a file token store is encrypted with: 32 bytes as base64 or hex, or several as"
            + " id:key,id:key of which the first one writes and all can read. Without it a key file, readable"
            + " by its owner only, is made beside the store.")
    private String tokenStoreKey;

    @Metadata(label = "security", description = "Connections by name, for option connection and header CamelZoomConnection.")
    private Map<String, ZoomConnection> connections = new ConcurrentHashMap<>();
    @Metadata(label = "security", description = "Who installed the app; checked against the grant.")
    private AppType appType;
    @Metadata(label = "security", secret = true, description = "An authorization code, or the whole callback URL with it, as the browser showed it. It is used"
            + " once, for the first tokens.")
    private String oauthVerifier;
    @Metadata(label = "security", javaType = "java.lang.Long", description = "When oauthAccessToken and oauthRefreshToken were issued, in milliseconds since 1970. Tokens"
            + " older than the stored ones lose.")
    private Long oauthTokenTimestamp;
    @Metadata(label = "security", secret = true, description = "The user name for a gateway, with authScheme BASIC or NTLM.")
    private String username;
    @Metadata(label = "security", secret = true, description = "The password for a gateway, with authScheme BASIC or NTLM.")
    private String password;

    @Metadata(label = "consumer,advanced", defaultValue = "wss://ws.zoom.us/ws", description = "The URL of the event WebSocket, as the page of the event subscription shows it, without subscriptionId"
            + " and access_token. Plain ws is accepted for loopback hosts only.")
    private String webSocketUrl;
    @Metadata(label = "consumer,advanced", description = "Sizes and times of zoom:events, which hardly anybody has to change.")
    private EventSettings eventSettings = new EventSettings();
    @Metadata(defaultValue = "PRO", description = "What the Zoom account has bought, which decides how many calls Zoom allows. BUSINESS is also for"
            + " Education, Enterprise and Partner accounts. A connection can have its own.")
    private Plan plan = Plan.PRO;
    @Metadata(label = "advanced", autowired = true, description = "Where the budgets of Zoom's rate limits are kept. If not set, the context has them for itself. A bean"
            + " of type io.github.camelzoom.client.limit.bucket4j.Bucket4jBudgets shares them with other nodes.")
    private RateBudgets rateBudgets;

    private ZoomHttp http;
    private ZoomConnections opened;

    public ZoomComponent() {}

    public ZoomComponent(CamelContext context) {
        super(context);
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) throws Exception {
        ZoomEndpoint endpoint = remaining.equals(ZoomEndpoint.EVENTS) && hasCamelWebhook()
                ? WebhookEndpoints.create(uri, this)
                : new ZoomEndpoint(uri, this, configuration.copy());
        endpoint.setOperation(remaining);
        Set<String> given = new TreeSet<>(parameters.keySet());
        Map<String, Object> prefixed = PropertiesHelper.extractProperties(parameters, "param.");
        OptionValues.check(parameters);
        setProperties(endpoint, parameters);
        given.removeAll(parameters.keySet());
        endpoint.prepare(prefixed, parameters, given);
        parameters.clear();
        return endpoint;
    }

    private boolean hasCamelWebhook() {
        return getCamelContext().getClassResolver().resolveClass(CAMEL_WEBHOOK) != null;
    }

    ZoomConnections opened() {
        return opened;
    }

    AuthorizeDesk desk() {
        return new ConnectionDesk(this, ZoomRuntime.of(getCamelContext()));
    }

    @Override
    protected void doBuild() throws Exception {
        super.doBuild();
        String known = getCamelContext().getCamelContextExtension().getAdditionalSensitiveKeywords();
        Stream<String> before = known == null ? Stream.empty() : Stream.of(known.split(","));
        getCamelContext().getCamelContextExtension().setAdditionalSensitiveKeywords(
                Stream.concat(before, SENSITIVE.stream()).distinct().collect(Collectors.joining(",")));
    }

    @Override
    protected void doInit() throws Exception {
        super.doInit();
        // Routes make their endpoints while the context initializes, before components are started.
        open();
        if (getCamelContext().getRegistry().lookupByName(ZoomBearerConfigurer.NAME) == null) {
            ZoomBearerConfigurer configurer = new ZoomBearerConfigurer();
            configurer.setCamelContext(getCamelContext());
            getCamelContext().getRegistry().bind(ZoomBearerConfigurer.NAME, configurer);
        }
    }

    private void open() {
        if (opened == null) {
            http = new ZoomHttp(getCamelContext());
            opened = new ZoomConnections(this, ZoomRuntime.of(getCamelContext()), http);
            ServiceHelper.startService(http, opened);
        }
    }

    @Override
    protected void doStart() throws Exception {
        open();
        for (String logger : LOGGERS_WITH_BEARERS) {
            if (LoggerFactory.getLogger(logger).isDebugEnabled()) {
                LOG.warn("Logger {} is at DEBUG: it prints every bearer. Set it to INFO", logger);
            }
        }
        super.doStart();
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        ServiceHelper.stopService(opened, http);
        opened = null;
    }

    public ZoomConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(ZoomConfiguration configuration) {
        this.configuration = configuration;
    }

    public String getTokenStoreKey() {
        return tokenStoreKey;
    }

    public void setTokenStoreKey(String tokenStoreKey) {
        this.tokenStoreKey = tokenStoreKey;
    }

    public String getWebSocketUrl() {
        return webSocketUrl;
    }

    public void setWebSocketUrl(String webSocketUrl) {
        this.webSocketUrl = webSocketUrl;
    }

    public EventSettings getEventSettings() {
        return eventSettings;
    }

    public void setEventSettings(EventSettings eventSettings) {
        this.eventSettings = eventSettings;
    }

    public Map<String, ZoomConnection> getConnections() {
        return connections;
    }

    public void setConnections(Map<String, ZoomConnection> connections) {
        this.connections = connections;
    }

    public AppType getAppType() {
        return appType;
    }

    public void setAppType(AppType appType) {
        this.appType = appType;
    }

    public String getOauthVerifier() {
        return oauthVerifier;
    }

    public void setOauthVerifier(String oauthVerifier) {
        this.oauthVerifier = oauthVerifier;
    }

    public Long getOauthTokenTimestamp() {
        return oauthTokenTimestamp;
    }

    public void setOauthTokenTimestamp(Long oauthTokenTimestamp) {
        this.oauthTokenTimestamp = oauthTokenTimestamp;
    }

    public Plan getPlan() {
        return plan;
    }

    public void setPlan(Plan plan) {
        this.plan = plan;
    }

    public RateBudgets getRateBudgets() {
        return rateBudgets;
    }

    public void setRateBudgets(RateBudgets rateBudgets) {
        this.rateBudgets = rateBudgets;
    }

    public String getUsername() {
        return username;
    }

    public void setUsername(String username) {
        this.username = username;
    }

    public String getPassword() {
        return password;
    }

    public void setPassword(String password) {
        this.password = password;
    }
}
