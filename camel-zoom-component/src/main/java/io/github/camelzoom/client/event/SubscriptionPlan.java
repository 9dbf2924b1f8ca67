package io.github.camelzoom.client.event;

import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.http.HostPolicy;

/**
 * What somebody wants to be subscribed to, and how it is come by. Zoom has no call that changes the events of a
 * subscription, and none that refuses a second one for the same URL: another is made, and then the old one removed, so that
 * no event falls in between. Several nodes that do so at the same time agree on the one with the lowest id. Immutable.
 *
 * @see <a href="https://developers.zoom.us/docs/api/webhooks/#configure-webhooks-via-zoom-api">Zoom: webhooks by API</a>
 */
public final class SubscriptionPlan {

    private static final int FINGERPRINT = 8;

    /**
     * What is to be done.
     *
     * @param keep   the id of the subscription that does what is wanted; null when there is none
     * @param remove ids of those that are superseded
     * @param create whether one is to be made
     */
    public record Decision(String keep, List<String> remove, boolean create) {}

    private final URI url;
    private final Set<String> events;
    private final String accountId;
    private final Map<String, Object> customHeader;
    private final String fingerprint;

    /**
     * @param events       names, as Zoom writes them
     * @param customHeader credentials that Zoom is to send, in the form of the API; empty for none
     * @param key          the app's secret token: what {@code customHeader} was is told by a digest under it
     */
    public SubscriptionPlan(URI url, Set<String> events, String accountId, Map<String, Object> customHeader, Secret key) {
        this.url = url;
        this.events = Set.copyOf(events);
        this.accountId = accountId;
        this.customHeader = Map.copyOf(customHeader);
        this.fingerprint = customHeader.isEmpty()
                ? ""
                : " #" + Hmac.hex(key, "custom_header:" + new TreeMap<>(customHeader)).substring(0, FINGERPRINT);
    }

    /**
     * The URL that Zoom is to call.
     *
     * @param  option                   where it comes from, for the message
     * @param  path                     what is added to a URL without a path
     * @throws IllegalArgumentException when Zoom could not call it
     */
    public static URI publicUrl(String option, String text, String path) {
        URI url;
        try {
            url = URI.create(text.strip());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(option + " is no URL");
        }
        if (url.getHost() == null || url.getRawUserInfo() != null || url.getRawFragment() != null) {
            throw new IllegalArgumentException(option + " has to be an absolute URL without user and fragment");
        }
        if (!"https".equals(url.getScheme()) && !("http".equals(url.getScheme()) && HostPolicy.isLoopbackHost(url.getHost()))) {
            throw new IllegalArgumentException(option + " has to begin with https://, since Zoom calls no other");
        }
        String own = url.getRawPath();
        return own == null || own.isEmpty() || own.equals("/") ? url.resolve(path) : url;
    }

    public URI url() {
        return url;
    }

    public String accountId() {
        return accountId;
    }

    /** What a subscription of this owner is called. A changed custom header changes it, as Zoom does not show the old one. */
    public String name(String owner) {
        return base(owner) + fingerprint;
    }

    private static String base(String owner) {
        return "camel-zoom " + owner;
    }

    /** The body of the call that makes the subscription; it holds the credentials of the custom header. */
    public Map<String, Object> request(String owner) {
        Map<String, Object> request = new LinkedHashMap<>();
        request.put("event_subscription_name", name(owner));
        request.put("event_webhook_url", url.toString());
        request.put("events", new TreeSet<>(events));
        request.put("subscription_scope", "account");
        request.put("account_id", accountId);
        if (!customHeader.isEmpty()) {
            request.put("custom_header", customHeader);
        }
        return request;
    }

    /** The subscription as the list will show it. */
    Subscription made(String id, String owner) {
        return new Subscription(id, name(owner), url.toString(), Subscription.lowerCase(events), true);
    }

    /**
     * @param all  what Zoom lists
     * @param just the id of one that was made a moment ago, which the list may not show yet; null for none
     */
    public Decision decide(List<Subscription> all, String just, String owner) {
        List<Subscription> known = new ArrayList<>(all);
        if (just != null && all.stream().noneMatch(one -> just.equals(one.id()))) {
            known.add(made(just, owner));
        }
        Set<String> wanted = Subscription.lowerCase(events);
        List<Subscription> own = own(known, owner);
        Subscription right = own.stream().filter(one -> one.events().equals(wanted) && name(owner).equals(one.name()))
                .findFirst().orElseGet(() -> known.stream().filter(one -> url.toString().equals(one.url()) && !own.contains(one)
                        && customHeader.isEmpty() && one.events().containsAll(wanted)).findFirst().orElse(null));
        if (right == null) {
            return new Decision(null, List.of(), true);
        }
        return new Decision(right.id(), own.stream().map(Subscription::id).filter(id -> !id.equals(right.id())).toList(),
                false);
    }

    /** The ids of all that this owner has made for the URL. */
    public List<String> ids(List<Subscription> all, String owner) {
        return own(all, owner).stream().map(Subscription::id).toList();
    }

    private List<Subscription> own(List<Subscription> all, String owner) {
        return all.stream().filter(one -> one.byApi() && url.toString().equals(one.url()) && one.name() != null
                && (one.name().equals(base(owner)) || one.name().startsWith(base(owner) + " #")))
                .sorted(Comparator.comparing(Subscription::id)).toList();
    }
}
