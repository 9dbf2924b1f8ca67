package io.github.camelzoom.examples.master;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.github.camelzoom.examples.Application;
import io.github.camelzoom.examples.Dsl;
import io.github.camelzoom.examples.Example;
import io.github.camelzoom.examples.ExampleTest;
import io.github.camelzoom.simulator.event.EventSamples;
import io.github.camelzoom.simulator.event.SocketSubscription;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** With two processes in each run; so one language of the routes is enough for all of it. */
class EventsUnderMasterTest extends ExampleTest {

    @Override
    protected Example example() {
        return new EventsUnderMaster();
    }

    @Override
    @ParameterizedTest
    @EnumSource(names = "YAML")
    protected void printsWhatTheReadmePrints(Dsl dsl) throws Exception {
        super.printsWhatTheReadmePrints(dsl);
    }

    @ParameterizedTest
    @EnumSource(names = { "XML", "JAVA" })
    void theOtherLanguagesSayTheSame(Dsl dsl) throws Exception {
        SocketSubscription subscription = simulator().events().sockets().subscription("one");
        try (Application application = stage(dsl).application(example(), Map.of("subscription", "one",
                "camel.component.zoom.webSocketUrl", simulator().webSocketUrl().toString())).start()) {
            Awaitility.await().atMost(20, TimeUnit.SECONDS).until(subscription::connected);
            for (String event : List.of("user.created", "meeting.started")) {
                subscription.send(EventSamples.of(event, simulator().defaultAccount().id(), 1, simulator().clock().instant()));
            }
            application.await("events", 1);
        }
        assertThat(printed()).containsExactly("meeting.started of meeting 93000000001");
    }
}
