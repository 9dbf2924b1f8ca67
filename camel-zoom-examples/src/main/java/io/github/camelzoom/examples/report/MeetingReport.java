package io.github.camelzoom.examples.report;

import java.sql.Connection;
import java.sql.ResultSet;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;

import javax.sql.DataSource;

import io.github.camelzoom.examples.Application;
import io.github.camelzoom.examples.Example;
import io.github.camelzoom.examples.Stage;
import io.github.camelzoom.simulator.ZoomSimulator;
import io.github.camelzoom.simulator.synthetic.SyntheticSize;
import org.apache.camel.builder.RouteBuilder;

/** Three people have held two meetings each; the report is made twice, and nothing doubles. */
public final class MeetingReport implements Example {

    @Override
    public String name() {
        return "meeting-report";
    }

    @Override
    public RouteBuilder routes() {
        return new ReportRoutes();
    }

    @Override
    public void play(Stage stage) throws Exception {
        stage.say("Meeting report, from " + stage.zoom().name());
        if (stage.zoom().simulator().isEmpty()) {
            run(stage, "", Map.of());
            return;
        }
        ZoomSimulator simulator = stage.zoom().simulator().get();
        LocalDate yesterday = LocalDate.ofInstant(simulator.clock().instant(), ZoneOffset.UTC).minusDays(1);
        simulator.defaultAccount().synthetic(
                SyntheticSize.users(3).meetingsPerUser(2).participantsPerMeeting(5).between(yesterday, yesterday));
        Map<String, String> properties = Map.of("day", yesterday.toString(), "camel.component.zoom.plan", "BUSINESS");
        run(stage, "the first run", properties);
        run(stage, "the same day again", properties);
    }

    private void run(Stage stage, String title, Map<String, String> properties) throws Exception {
        stage.say("");
        stage.say(title);
        try (Application application = stage.application(this, properties).start()) {
            application.await("report", 1);
            DataSource database = application.context().getRegistry().findSingleByType(DataSource.class);
            stage.say("the database has " + count(database, "meeting") + " meetings and " + count(database, "attendance")
                    + " attendances");
        }
    }

    private static int count(DataSource database, String table) throws Exception {
        try (Connection connection = database.getConnection();
                ResultSet rows = connection.createStatement().executeQuery("SELECT COUNT(*) FROM " + table)) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
