package io.github.camelzoom;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelzoom.authorize.AuthorizeAccess;
import io.github.camelzoom.authorize.AuthorizeConsumer;
import io.github.camelzoom.authorize.AuthorizeSettings;
import io.github.camelzoom.client.auth.AccessToken;
import io.github.camelzoom.client.auth.SystemTime;
import io.github.camelzoom.client.catalog.GrantedScopes;
import io.github.camelzoom.client.catalog.Operation;
import io.github.camelzoom.client.catalog.OperationCatalog;
import io.github.camelzoom.client.page.ReadOptions;
import io.github.camelzoom.consumer.BearerHeader;
import io.github.camelzoom.consumer.EventOptions;
import io.github.camelzoom.consumer.poll.PollConfiguration;
import io.github.camelzoom.consumer.poll.PollConsumer;
import io.github.camelzoom.consumer.poll.PollPlan;
import io.github.camelzoom.consumer.poll.PollSettings;
import io.github.camelzoom.producer.ApiClient;
import io.github.camelzoom.producer.DownloadProducer;
import io.github.camelzoom.producer.FetchMode;
import io.github.camelzoom.producer.FileOptions;
import io.github.camelzoom.producer.ListProducer;
import io.github.camelzoom.producer.OperationProducer;
import io.github.camelzoom.producer.ReadingConfiguration;
import io.github.camelzoom.producer.ReplyProducer;
import io.github.camelzoom.producer.RequestProducer;
import io.github.camelzoom.producer.TokenProducer;
import org.apache.camel.AsyncEndpoint;
import org.apache.camel.Category;
import org.apache.camel.Consumer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.MultipleConsumersSupport;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.api.management.ManagedAttribute;
import org.apache.camel.api.management.ManagedResource;
import org.apache.camel.spi.EndpointServiceLocation;
import org.apache.camel.spi.UriEndpoint;
import org.apache.camel.spi.UriParam;
import org.apache.camel.spi.UriPath;
import org.apache.camel.support.ScheduledPollEndpoint;

/**
 * Call any operation of the Zoom API with a bearer that is always right.
 */
@ManagedResource(description = "Managed Zoom Endpoint")
@UriEndpoint(firstVersion = "0.1.0", scheme = "zoom", title = "Zoom", syntax = "zoom:operation", category = {
        Category.CLOUD, Category.API, Category.CHAT }, headersClass = ZoomConstants.class, lenientProperties = true)
public class ZoomEndpoint extends ScheduledPollEndpoint
        implements
            AsyncEndpoint,
            EndpointServiceLocation,
            MultipleConsumersSupport {

    static final String REQUEST = "request";
    static final String TOKEN = "token";
    static final String AUTHORIZE = "authorize";
    static final String DOWNLOAD = "download";
    static final String EVENTS = "events";
    static final String REPLY = "reply";
    /** What is no operation of Zoom's. */
    static final Set<String> OWN = Set.of(REQUEST, TOKEN, AUTHORIZE, DOWNLOAD, EVENTS, REPLY);

    private static final long DEFAULT_DELAY = 60_000;

    @UriPath(description = "The operation: a path of Zoom's API without its placeholders and a verb, as in"
            + " users/meetings/create; or Zoom's operation id, as in meetingCreate; or request, for any method"
            + " and path; or download, which fetches a file; or reply, which answers an interactive message; or token, which puts the bearer on the message; or, to consume from, a list of the API,"
            + " events, what happens at Zoom, and authorize, the pages on which a person connects Zoom.")
    private String operation;
    @UriParam
    private ZoomConfiguration configuration;
    @UriParam(label = "common", prefix = "param.", multiValue = true, description = "A parameter of the operation, by Zoom's own name or its camelCase form: param.page_size,"
            + " param.pageSize. The prefix can be left out unless an option of the endpoint has the name.")
    private Map<String, Object> parameters = new LinkedHashMap<>();
    @UriParam(label = "producer", defaultValue = "GET", description = "The HTTP method of zoom:request.")
    private String method;
    @UriParam(label = "producer", description = "The path of zoom:request, from the API's base on, as in /users/me; already percent-encoded.")
    private String path;
    @UriParam(label = "common", defaultValue = "JSON", description = "What the message body becomes: JSON (a stream cache; text for an item of a list), MAP, NODE (Jackson's JsonNode), BYTES,"
            + " STREAM (the live stream, not cached), or the name of a class.")
    private String outputType = "JSON";
    @UriParam
    private ReadingConfiguration reading = new ReadingConfiguration();
    @UriParam
    private FileOptions files = new FileOptions();

    @UriParam
    private PollConfiguration poll = new PollConfiguration();
    @UriParam(label = "consumer,scheduler", defaultValue = ""
            + DEFAULT_DELAY, javaType = "java.time.Duration", description = "Milliseconds before the next poll.")
    private long delay = DEFAULT_DELAY;
    @UriParam(label = "consumer,security", description = "Whether messages get the connection's bearer in header Authorization, for a following HTTP step. It goes wherever"
            + " that step sends it.")
    private boolean injectAuthorization;
    @UriParam(label = "consumer", defaultValue = "/zoom", description = "Where the pages of zoom:authorize begin: connections and callback are below it.")
    private String authorizePath = "/zoom";
    @UriParam(label = "consumer", description = "A bean of type io.github.camelzoom.authorize.AuthorizeAccess that decides who may use the pages of"
            + " zoom:authorize. Without it only browsers on the same machine may.")
    private AuthorizeAccess authorizeAccess;
    @UriParam(label = "consumer,advanced", description = "The component that serves the pages of zoom:authorize and the webhooks of zoom:events. If not set: platform-http, else the one of the"
            + " rest configuration, else the only one that serves HTTP.")
    private String httpServerComponent;
    @UriParam
    private EventOptions eventOptions = new EventOptions();

    private Operation catalogued;
    private Supplier<ApiClient> api;
    private ScopeGuard scopes;

    ZoomEndpoint(String uri, ZoomComponent component, ZoomConfiguration configuration) {
        super(uri, component);
        this.configuration = configuration;
        setDelay(DEFAULT_DELAY);
    }

    /**
     * Resolves operation, parameters and connection, so that a mistake shows at start and not with the first message.
     *
     * @param prefixed parameters given with the prefix
     * @param bare     what is left of the URI: parameters given without it
     * @param options  names of the endpoint options that the URI sets
     */
    void prepare(Map<String, Object> prefixed, Map<String, Object> bare, Set<String> options) {
        Set<String> all = getCamelContext().getCamelContextExtension().getEndpointUriFactory("zoom").propertyNames();
        if (isCatalogued()) {
            catalogued = OperationCatalog.zoom().require(operation);
            if (catalogued.unsupportedReason() != null) {
                throw new IllegalArgumentException(catalogued.name() + " cannot be called: " + catalogued.unsupportedReason());
            }
            parameters = UriParameters.of(catalogued, prefixed, bare, options, all);
        } else {
            parameters = operation.equals(REQUEST)
                    ? UriParameters.ofRequest(prefixed, bare, all)
                    : UriParameters.none(operation, prefixed, bare);
        }
        reading.check(operation, catalogued);
        OptionValues.checkConnection(options);
        OptionValues.checkFiles(operation, options);
        if (!needsConnection()) {
            return;
        }
        connect();
        if (operation.equals(TOKEN) && api.get().bearer() == null) {
            throw new IllegalArgumentException("zoom:token needs a bearer, but authScheme=" + configuration.getAuthScheme()
                    + " has none");
        }
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (needsConnection()) {
            // The component may have been stopped and started since this endpoint was made.
            connect();
            scopes.start(api.get());
        }
    }

    private void connect() {
        api = getComponent().opened().open(configuration);
        scopes = new ScopeGuard(getCamelContext(), configuration.getScopeCheck(), called());
    }

    /** The operation that calls are of; null when that is not known before there is a message, or the catalogue has none. */
    private Operation called() {
        return operation.equals(REQUEST) && path != null && path.startsWith("/")
                ? OperationCatalog.zoom().match(method == null ? "GET" : method, path).orElse(null)
                : catalogued;
    }

    private boolean isCatalogued() {
        return !OWN.contains(operation);
    }

    private boolean needsConnection() {
        return !operation.equals(AUTHORIZE) && !operation.equals(EVENTS);
    }

    @Override
    public Producer createProducer() {
        return switch (operation) {
            case TOKEN -> new TokenProducer(this, this::api,
                    ZoomEndpoint::writeBearer);
            case AUTHORIZE, EVENTS -> throw new UnsupportedOperationException("zoom:" + operation
                    + " can only be consumed from");
            case REQUEST -> new RequestProducer(this, this::api, method == null ? "GET" : method, path, parameters, outputType,
                    mapper());
            case REPLY -> new ReplyProducer(this, this::api, outputType, mapper());
            case DOWNLOAD -> new DownloadProducer(this, this::api, files, outputType, mapper());
            default -> reading.getFetch() == FetchMode.PAGE
                    ? new OperationProducer(this, this::api, catalogued, parameters, outputType, mapper())
                    : new ListProducer(this, this::api, catalogued, parameters, outputType, mapper(), reading);
        };
    }

    static void writeBearer(Message message, AccessToken token) {
        message.setHeader("Authorization", new ZoomBearer(token.value()));
    }

    @Override
    public Consumer createConsumer(Processor processor) throws Exception {
        Consumer consumer = switch (operation) {
            case AUTHORIZE -> new AuthorizeConsumer(this, processor,
                    getComponent().desk(), ZoomRuntime.of(getCamelContext()).authorizeEvents(),
                    new AuthorizeSettings(authorizePath, authorizeAccess, httpServerComponent));
            case EVENTS -> new EventSource(this).consumer(processor);
            case REQUEST, TOKEN, DOWNLOAD, REPLY -> throw new UnsupportedOperationException("zoom:" + operation
                    + " cannot be consumed from. What can be are the lists of the catalogue, zoom:events and zoom:authorize");
            default -> pollConsumer(processor);
        };
        configureConsumer(consumer);
        return consumer;
    }

    private Consumer pollConsumer(Processor processor) {
        PollPlan plan = PollPlan.of(api.get().name(), catalogued, parameters, poll);
        BearerHeader bearer = injectAuthorization ? new BearerHeader(api, ZoomEndpoint::writeBearer) : null;
        return new PollConsumer(this, processor, plan,
                values -> scopes.guard(api.get(), catalogued).read(catalogued, values,
                        new ReadOptions(reading.getFanOut(), false, null)),
                new PollSettings(poll, outputType, mapper(), bearer, () -> getComponent().opened().directory(configuration),
                        SystemTime.clock()));
    }

    /** The connection that the message names, else that of the endpoint. */
    private ApiClient api(Exchange exchange) {
        String name = exchange.getMessage().getHeader(ZoomConstants.CONNECTION, String.class);
        ApiClient used = name == null || name.isBlank() ? api.get() : getComponent().opened().named(name, configuration);
        return scopes.guard(used, catalogued);
    }

    private ObjectMapper mapper() {
        ObjectMapper users = getCamelContext().getRegistry().findSingleByType(ObjectMapper.class);
        // Unset fields of a POJO are left out, since Zoom takes null for a value; an explicit null in a Map is kept.
        return users != null
                ? users
                : new ObjectMapper().setDefaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS));
    }

    @Override
    public boolean isMultipleConsumersSupported() {
        // Two connections of one subscription would end each other.
        return operation.equals(EVENTS) && eventOptions.getSubscriptionId() == null;
    }

    @Override
    public boolean isLenientProperties() {
        // Parameters of the operation may stand beside options; unknown ones are refused by prepare().
        return true;
    }

    @Override
    public ZoomComponent getComponent() {
        return (ZoomComponent) super.getComponent();
    }

    @Override
    public String getServiceUrl() {
        return api == null ? null : api.get().address();
    }

    @Override
    public String getServiceProtocol() {
        return "rest";
    }

    @Override
    public Map<String, String> getServiceMetadata() {
        return Map.of("operation", operation);
    }

    @ManagedAttribute(description = "Name of the connection")
    public String getConnectionName() {
        return api == null ? null : api.get().name();
    }

    @ManagedAttribute(description = "How the token of the connection stands")
    public String getTokenState() {
        return api != null && api.get().bearer() instanceof ManagedBearer bearer ? bearer.state().phase().name() : "NONE";
    }

    @ManagedAttribute(description = "Seconds until the access token ends, -1 when there is none")
    public long getTokenExpiresInSeconds() {
        return api != null && api.get().bearer() instanceof ManagedBearer bearer && bearer.state().expiresIn() != null
                ? bearer.state().expiresIn().toSeconds()
                : -1;
    }

    @ManagedAttribute(description = "Scopes of which the operation needs one, empty when Zoom published none")
    public List<String> getRequiredScopes() {
        Operation known = called();
        return known == null ? List.of() : known.scopes();
    }

    @ManagedAttribute(description = "Scopes of which the token would need one, empty when it has one or nothing is known")
    public List<String> getMissingScopes() {
        Operation known = called();
        return known != null && api != null && api.get().bearer() instanceof ManagedBearer bearer
                ? new GrantedScopes(bearer.state().scopes()).lackingFor(known)
                : List.of();
    }

    @ManagedAttribute(description = "The operation")
    public String getOperation() {
        return operation;
    }

    public void setOperation(String operation) {
        this.operation = operation;
    }

    public ZoomConfiguration getConfiguration() {
        return configuration;
    }

    public void setConfiguration(ZoomConfiguration configuration) {
        this.configuration = configuration;
    }

    public Map<String, Object> getParameters() {
        return parameters;
    }

    public void setParameters(Map<String, Object> parameters) {
        this.parameters = parameters;
    }

    public String getMethod() {
        return method;
    }

    public void setMethod(String method) {
        this.method = method;
    }

    public String getPath() {
        return path;
    }

    public void setPath(String path) {
        this.path = path;
    }

    public String getOutputType() {
        return outputType;
    }

    public void setOutputType(String outputType) {
        this.outputType = outputType;
    }

    public PollConfiguration getPoll() {
        return poll;
    }

    public void setPoll(PollConfiguration poll) {
        this.poll = poll;
    }

    @Override
    public long getDelay() {
        return delay;
    }

    @Override
    public void setDelay(long delay) {
        super.setDelay(delay);
        this.delay = delay;
    }

    public boolean isInjectAuthorization() {
        return injectAuthorization;
    }

    public void setInjectAuthorization(boolean injectAuthorization) {
        this.injectAuthorization = injectAuthorization;
    }

    public ReadingConfiguration getReading() {
        return reading;
    }

    public void setReading(ReadingConfiguration reading) {
        this.reading = reading;
    }

    public FileOptions getFiles() {
        return files;
    }

    public void setFiles(FileOptions files) {
        this.files = files;
    }

    public String getAuthorizePath() {
        return authorizePath;
    }

    public void setAuthorizePath(String authorizePath) {
        this.authorizePath = authorizePath;
    }

    public AuthorizeAccess getAuthorizeAccess() {
        return authorizeAccess;
    }

    public void setAuthorizeAccess(AuthorizeAccess authorizeAccess) {
        this.authorizeAccess = authorizeAccess;
    }

    public EventOptions getEventOptions() {
        return eventOptions;
    }

    public void setEventOptions(EventOptions eventOptions) {
        this.eventOptions = eventOptions;
    }

    public String getHttpServerComponent() {
        return httpServerComponent;
    }

    public void setHttpServerComponent(String httpServerComponent) {
        this.httpServerComponent = httpServerComponent;
    }
}
