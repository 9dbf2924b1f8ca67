package io.github.camelzoom.kamelets;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.camelzoom.simulator.event.EventSamples;
import io.github.camelzoom.simulator.event.UrlCheck;
import io.github.camelzoom.simulator.event.WebhookDelivery;
import io.github.camelzoom.simulator.event.WebhookSubscription;
import io.github.camelzoom.simulator.synthetic.SyntheticSize;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.model.errorhandler.DeadLetterChannelDefinition;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What README.md shows of the sources, run; and what they do when something fails. */
class SourceKameletsTest extends KameletTestSupport {

    private static final String OFTEN = "delay: 200ms";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Instant now = Instant.now();

    @Test
    void eventsComeOverAWebSocket() throws Exception {
        load(Readme.snippet("zoom-events-source"));
        connected();
        subscription().send(EventSamples.of("user.created", account.id(), 1, now));
        subscription().send(EventSamples.of("meeting.started", account.id(), 1, now));
        awaitLogged(1);
        assertThat(logged).singleElement().asString().startsWith("meeting.started of 9300");
    }

    @Test
    void eventsComeAsCloudEvents() throws Exception {
        load("""
                - route:
                    from:
                      uri: direct:cloudevents
                      steps:
                        - log: "${header.CamelCloudEventType} ${header.CamelCloudEventID} ${header.CamelZoomEventKey}"
                """);
        load(Readme.snippets("zoom-events-source").get(1));
        connected();
        subscription().send(EventSamples.of("meeting.started", account.id(), 1, now));
        awaitLogged(1);
        assertThat(logged).singleElement().asString().matches("us.zoom.meeting.started (\\S+) \\1");
    }

    @Test
    void eventsComeByWebhook() throws Exception {
        WebhookSubscription webhook = webhook("/zoom/events");
        load(Readme.snippet("zoom-webhook-source"));
        assertThat(webhook.validate().get()).isEqualTo(UrlCheck.VALID);
        webhook.send(EventSamples.of("user.created", account.id(), 1, now));
        WebhookDelivery delivery = webhook.send(EventSamples.of("meeting.started", account.id(), 1, now));
        awaitLogged(1);
        assertThat(logged).singleElement().asString().startsWith("meeting.started of 9300");
        waiting().until(() -> delivery.state() == WebhookDelivery.State.DELIVERED);
    }

    @Test
    void eventsThatWereMissedAreLookedFor() throws Exception {
        load(Readme.snippet("zoom-events-source").replace("subscriptionId:", "recover: true\n        subscriptionId:"));
        waiting().until(() -> !ZOOM.simulator().journal().apiRequests("users/recordings/list").isEmpty());
    }

    @Test
    void aListGivesEachItemOnceAndWhatIsNewLaterOn() throws Exception {
        load(Readme.snippet("zoom-poll-source").replace("delay: 5m", OFTEN));
        awaitLogged(account.users().size());
        int before = ZOOM.simulator().journal().apiRequests("users/list").size();
        account.addUser("new@example.com", "New", "User");
        awaitLogged(account.users().size());
        waiting().until(() -> ZOOM.simulator().journal().apiRequests("users/list").size() > before + 3);
        assertThat(logged).hasSize(account.users().size());
        assertThat(logged.get(logged.size() - 1)).startsWith("User ").contains("\"new@example.com\"");
        assertThat(ZOOM.simulator().journal().apiRequests("users/list").get(0).rawQuery()).contains("status=active",
                "page_size=300");
    }

    @Test
    void whatWasDeliveredIsKeptWhereTheApplicationSays() throws Exception {
        MemoryIdempotentRepository delivered = new MemoryIdempotentRepository();
        delivered.start();
        context.getRegistry().bind("delivered", delivered);
        load("""
                - route:
                    from:
                      uri: kamelet:zoom-poll-source
                      parameters:
                        operation: users/list
                        idempotentRepository: "#delivered"
                        connection: acme
                      steps:
                        - log: one
                """);
        waiting().until(() -> delivered.getCacheSize() == account.users().size());
    }

    @Test
    void recordingsComeAsFiles() throws Exception {
        record("Weekly");
        load(Readme.snippet("zoom-recordings-source"));
        awaitLogged("Weekly-MP4 has 40000 bytes");
        assertThat(recordings.resolve("Weekly-MP4")).hasSize(40_000);
        assertThat(logged).as("no M4A").hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({ "RECORDING, 1, recording_files, ''", "FILE, 2, download_url, MP4 M4A", "CONTENT, 2, '', MP4 M4A" })
    void aMessageIsARecordingOrAFile(String output, int count, String content, String types) throws Exception {
        JsonNode recording = record("Weekly");
        load(recordingsTo("output: " + output, "log: '${header.CamelZoomTopic} ${header.CamelZoomObjectId} "
                + "${header.CamelZoomObjectUuid} ${header.CamelZoomStartTime}|${header.CamelZoomFileType}|${body}'"));
        awaitLogged(count);
        assertThat(logged).hasSize(count).allSatisfy(message -> {
            String[] parts = message.split("\\|", 3);
            assertThat(parts[0]).isEqualTo(String.join(" ", "Weekly", recording.get("id").asText(),
                    recording.get("uuid").asText(), recording.get("start_time").asText()));
            assertThat(types).contains(parts[1]);
            if (output.equals("CONTENT")) {
                assertThat(parts[2].length()).isGreaterThan(3_000);
            } else {
                assertThat(JSON.readTree(parts[2]).has(content)).isTrue();
            }
        });
    }

    @Test
    void aRecordingThatGrowsOrFailsGivesEachFileOnce() throws Exception {
        JsonNode recording = record("Weekly");
        account.addRecordingFile(recording.get("uuid").asText(), "TRANSCRIPT", "audio_transcript", "processing");
        List<String> tried = new CopyOnWriteArrayList<>();
        context.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from("direct:next").errorHandler(noErrorHandler()).process(exchange -> {
                    String type = exchange.getMessage().getHeader("CamelZoomFileType", String.class);
                    tried.add(type);
                    if (type.equals("MP4") && tried.stream().filter("MP4"::equals).count() == 1) {
                        throw new IllegalStateException("no room for it");
                    }
                }).log("${header.CamelZoomFileType}");
            }
        });
        load(recordingsTo("output: FILE\n        lookback: 72h\n        " + OFTEN, "to: direct:next"));
        awaitLogged("M4A", "MP4");
        account.addRecordingFile(recording.get("uuid").asText(), "CHAT", "chat_file", "completed");
        awaitLogged("CHAT");
        assertThat(logged).containsExactly("M4A", "MP4", "CHAT");
        assertThat(tried).containsExactly("MP4", "M4A", "MP4", "CHAT");
    }

    @Test
    void anOutputThatThereIsNotFailsEachMessageWithItsName() throws Exception {
        record("Weekly");
        context.getCamelContextExtension().setErrorHandlerFactory(new DeadLetterChannelDefinition("direct:dead"));
        load(recordingsTo("output: CONTENTS", "log: none") + """
                - route:
                    from:
                      uri: direct:dead
                      steps:
                        - log: "${exception.message}"
                """);
        awaitLogged("zoom-recordings-source: output=CONTENTS is none of RECORDING, FILE, CONTENT");
    }

    @Test
    void aReportOfMeetingsHasTheirParticipants() throws Exception {
        LocalDate yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);
        account.synthetic(SyntheticSize.users(3).meetingsPerUser(2).participantsPerMeeting(7).between(yesterday, yesterday));
        load(daily(Readme.snippet("zoom-report-source")));
        awaitLogged(6);
        for (String message : logged.subList(0, 6)) {
            JsonNode meeting = JSON.readTree(message.substring(message.indexOf('{')));
            assertThat(meeting.path("participants")).hasSize(7);
            assertThat(meeting.path("start_time").asText()).startsWith(yesterday.toString());
        }
    }

    @ParameterizedTest
    @CsvSource({ "report/daily/get, 1, dates", "report/users/list, 30, ''", "report/cloud_recording/get, 7, cloud_recording_storage" })
    void aReportIsAboutTheLastDays(String report, int days, String field) throws Exception {
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        load(daily(Readme.snippet("zoom-report-source").replace("report/meetings/participants/list", report)
                .replace("days: 1", "days: " + days).replace("A meeting with its participants: ", "")));
        awaitLogged(1);
        JsonNode body = JSON.readTree(logged.get(0));
        assertThat(field.isEmpty() ? body.isArray() : body.path(field).isArray()).as(body.toString()).isTrue();
        String query = ZOOM.simulator().journal().apiRequests(report).get(0).rawQuery();
        LocalDate yesterday = today.minusDays(1);
        assertThat(query).contains(report.equals("report/daily/get")
                ? List.of("year=" + yesterday.getYear(), "month=" + yesterday.getMonthValue())
                : List.of("from=" + today.minusDays(days), "to=" + yesterday));
    }

    private static String daily(String snippet) {
        assertThat(snippet).contains("0 0 6 * * ?");
        return snippet.replace("0 0 6 * * ?", "* * * * * ?");
    }

    private static String recordingsTo(String parameters, String step) {
        return """
                - route:
                    from:
                      uri: kamelet:zoom-recordings-source
                      parameters:
                        startFrom: 30d
                        connection: acme
                        PARAMETERS
                      steps:
                        - STEP
                """.replace("PARAMETERS", parameters).replace("STEP", step);
    }
}
