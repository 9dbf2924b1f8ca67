package io.github.camelzoom.examples.chat;

import java.util.List;
import java.util.Map;

import org.apache.camel.Variable;

/** What the chatbot says. Who it is and where it speaks are properties. */
public final class Messages {

    private String account;
    private String robot;
    private String channel;
    private String user;

    public void setAccount(String account) {
        this.account = account;
    }

    public void setRobot(String robot) {
        this.robot = robot;
    }

    public void setChannel(String channel) {
        this.channel = channel;
    }

    public void setUser(String user) {
        this.user = user;
    }

    /** The message with two buttons. What comes back when one is pressed is its {@code value}. */
    public Map<String, Object> recorded(Map<String, Object> event) {
        Map<?, ?> recording = (Map<?, ?>) ((Map<?, ?>) event.get("payload")).get("object");
        Map<String, Object> content = Map.of(
                "head", Map.of("text", "Recorded: " + recording.get("topic")),
                "body", List.of(
                        Map.of("type", "message", "text", recording.get("duration") + " minutes", "link",
                                String.valueOf(recording.get("share_url"))),
                        Map.of("type", "actions", "items", List.of(
                                Map.of("text", "Keep", "value", "keep " + recording.get("uuid"), "style", "Primary"),
                                Map.of("text", "Delete", "value", "trash " + recording.get("uuid"), "style", "Danger")))));
        return Map.of("robot_jid", robot, "to_jid", channel, "user_jid", user, "account_id", account, "content", content);
    }

    /** What takes the place of the buttons. */
    public Map<String, Object> answer(@Variable("answer") String text) {
        return Map.of("content", Map.of("head", Map.of("text", text)));
    }
}
