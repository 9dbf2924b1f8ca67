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
import java.util.function.Predicate;

import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.http.HostPolicy;

/**
 * What somebody wants to be subscribed to, and how it is come by. Zoom has no call that changes the events of a
 * subscription, and none that refuses a second one for the same URL: another is made, and then the old one removed, so that
 * no event falls in between. Several nodes that do so at the same time agree on the one with the lowest id.
 *
 * <p>Nodes need not want the same: while a new version is rolled out, and for as long as somebody leaves it so, old nodes
 * have other events. Each would undo what the other has made, in turns, if both made it exact whenever they looked. So only
 * a start does ({@link #decide}). What looks while the route runs ({@link #look}) is content with more than it wants, adds
 * and takes nothing away ({@link #union}): subscriptions only grow between two starts, and so come to rest. Immutable.
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

    /** What is wanted, as Zoom writes it. */
    public Set<String> events() {
        return events;
    }

    /** The body of the call that makes a subscription; it holds the credentials of the custom header. */
    public Map<String, Object> request(String owner, Set<String> events) {
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
    Subscription made(String id, String owner, Set<String> events) {
        return new Subscription(id, name(owner), url.toString(), Subscription.lowerCase(events), true);
    }

    /** The list may not show yet what was made a moment ago, and is not asked whether it writes it in another way. */
    private List<Subscription> known(List<Subscription> all, String just, String owner, Set<String> events) {
        List<Subscription> known = new ArrayList<>(all);
        if (just != null) {
            known.removeIf(one -> just.equals(one.id()));
            known.add(made(just, owner, events));
        }
        return known;
    }

    /**
     * What is to be done when the route starts: there is to be one subscription, with the wanted events and no others.
     *
     * @param all  what Zoom lists
     * @param just the id of one that was made a moment ago; null for none
     */
    public Decision decide(List<Subscription> all, String just, String owner) {
        List<Subscription> known = known(all, just, owner, events);
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

    /**
     * Whether all is still well while the route runs. Another one is made only when that which was kept is known to be gone
     * or changed, and no other has all that is wanted. Nothing is removed.
     *
     * @param all  what Zoom lists
     * @param kept the id of the one that brought the events; null when it is known to be missing
     * @param seen how Zoom listed it before; null when it did not
     */
    public Decision look(List<Subscription> all, String kept, Subscription seen, String owner) {
        Subscription now = find(all, kept);
        if (now != null && (seen == null || seen.equals(now))) {
            return keep(kept);
        }
        List<Subscription> own = own(all, owner);
        Set<String> wanted = Subscription.lowerCase(events);
        return all.stream().filter(one -> url.toString().equals(one.url()) && one.events().containsAll(wanted)
                && (customHeader.isEmpty() || one.id().equals(kept) || own.contains(one) && name(owner).equals(one.name())))
                .min(Comparator.<Subscription, Boolean>comparing(one -> !own.contains(one)).thenComparing(Subscription::id))
                .map(one -> keep(one.id()))
                // A list that shows none of ours may never do so: then each look would make one more.
                .orElseGet(() -> kept != null && seen == null && own.isEmpty()
                        ? keep(kept)
                        : new Decision(null, List.of(), true));
    }

    private static Decision keep(String id) {
        return new Decision(id, List.of(), false);
    }

    /** The wanted events, and those that other nodes have subscribed this owner to, so that one subscription serves all. */
    public Set<String> union(List<Subscription> all, String owner) {
        Set<String> union = new TreeSet<>(events);
        Set<String> wanted = Subscription.lowerCase(events);
        same(all, owner).forEach(one -> one.events().stream().filter(event -> !wanted.contains(event)).forEach(union::add));
        return union;
    }

    /**
     * What is to be done after a look has made one: those go that have no event which another one of this owner lacks. All
     * nodes that look, whatever they want, agree on which ones these are, so one is always left that has all that is wanted.
     *
     * @param all    what Zoom lists
     * @param just   the id of the one that was made
     * @param events of it
     */
    public Decision grown(List<Subscription> all, String just, Set<String> events, String owner) {
        List<Subscription> same = same(known(all, just, owner, events), owner);
        Predicate<Subscription> idle = one -> same.stream().anyMatch(other -> other.events().containsAll(one.events())
                && (!one.events().containsAll(other.events()) || other.id().compareTo(one.id()) < 0));
        Set<String> wanted = Subscription.lowerCase(this.events);
        String keep = same.stream().filter(idle.negate()).filter(one -> one.events().containsAll(wanted)).findFirst()
                .orElseThrow().id();
        return new Decision(keep, same.stream().filter(idle).map(Subscription::id).toList(), false);
    }

    /** Those with this owner's name of now, lowest id first: they bring the same credentials. */
    private List<Subscription> same(List<Subscription> all, String owner) {
        return own(all, owner).stream().filter(one -> name(owner).equals(one.name())).toList();
    }

    /** The one with an id; null when the list does not show it. */
    public static Subscription find(List<Subscription> all, String id) {
        return all.stream().filter(one -> one.id().equals(id)).findFirst().orElse(null);
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
