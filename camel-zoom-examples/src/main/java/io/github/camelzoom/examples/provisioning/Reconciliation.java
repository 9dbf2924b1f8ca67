package io.github.camelzoom.examples.provisioning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import org.apache.camel.Body;
import org.apache.camel.Handler;
import org.apache.camel.Variable;

/** Compares the directory with the users of the account. The owner of the account is never deactivated. */
public final class Reconciliation {

    private static final String OWNER = "0";

    private int mostDeactivations = Integer.MAX_VALUE;

    public void setMostDeactivations(int mostDeactivations) {
        this.mostDeactivations = mostDeactivations;
    }

    /**
     * What is to be done: new people first, those who are gone last.
     *
     * @throws IllegalStateException when the directory is empty, or more people would be deactivated than ever leave at
     *                               once
     */
    @Handler
    public List<Change> changes(@Body List<Person> directory, @Variable("active") List<Map<String, Object>> active,
            @Variable("inactive") List<Map<String, Object>> inactive,
            @Variable("pending") List<Map<String, Object>> pending) {
        if (directory == null || directory.isEmpty()) {
            throw new IllegalStateException("the directory is empty");
        }
        Map<String, Map<String, Object>> working = byEmail(active);
        Map<String, Map<String, Object>> resting = byEmail(inactive);
        Map<String, Map<String, Object>> invited = byEmail(pending);
        List<Change> created = new ArrayList<>();
        List<Change> changed = new ArrayList<>();
        for (Person person : directory) {
            String email = person.getEmail().toLowerCase(Locale.ROOT);
            Map<String, Object> user = working.remove(email);
            if (user == null && resting.containsKey(email)) {
                user = resting.get(email);
                changed.add(status("activate", user));
            }
            if (user == null) {
                // Who has been invited has not accepted yet, and cannot be changed until then.
                if (!invited.containsKey(email)) {
                    created.add(creation(person));
                }
            } else {
                Map<String, Object> update = update(person, user);
                if (!update.isEmpty()) {
                    changed.add(new Change("update      " + email + " " + new TreeMap<>(update), "users/update",
                            Map.of("userId", user.get("id")), update));
                }
            }
        }
        List<Change> gone = working.values().stream().filter(user -> !OWNER.equals(user.get("role_id")))
                .map(user -> status("deactivate", user)).toList();
        if (gone.size() > mostDeactivations) {
            throw new IllegalStateException(gone.size() + " people would be deactivated, and " + mostDeactivations
                    + " is the most (property mostDeactivations)");
        }
        created.addAll(changed);
        created.addAll(gone);
        return created;
    }

    private static Change creation(Person person) {
        Map<String, Object> info = new HashMap<>(person.profile());
        info.put("email", person.getEmail());
        // The department is no property of a new user; the next run sets it.
        info.remove("dept");
        return new Change("create      " + person.getEmail(), "users/create", Map.of(),
                Map.of("action", "create", "user_info", info));
    }

    private static Map<String, Object> update(Person person, Map<String, Object> user) {
        Map<String, Object> different = new HashMap<>(person.profile());
        different.entrySet().removeIf(field -> String.valueOf(field.getValue()).equals(String.valueOf(user.getOrDefault(field
                .getKey(), ""))));
        return different;
    }

    private static Change status(String action, Map<String, Object> user) {
        return new Change("%-11s %s".formatted(action, user.get("email")), "users/status/update", Map.of("userId", user.get(
                "id")), Map.of("action", action));
    }

    private static Map<String, Map<String, Object>> byEmail(List<Map<String, Object>> users) {
        Map<String, Map<String, Object>> found = new TreeMap<>();
        users.forEach(user -> found.put(String.valueOf(user.get("email")).toLowerCase(Locale.ROOT), user));
        return found;
    }
}
