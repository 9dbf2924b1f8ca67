package io.github.camelzoom.examples.multitenant;

import java.util.Map;

import org.springframework.stereotype.Component;

/** What the operators are told in their chat. */
@Component("operators")
public class Operators {

    private final ServiceProperties.Chat chat;

    Operators(ServiceProperties service) {
        this.chat = service.chat();
    }

    /** The body of a chatbot's message. */
    public Map<String, Object> message(String connection) {
        return Map.of("robot_jid", chat.robotJid(), "to_jid", chat.channelJid(), "user_jid", chat.userJid(), "account_id",
                chat.accountId(), "content",
                Map.of("head", Map.of("text", connection + " is connected")));
    }
}
