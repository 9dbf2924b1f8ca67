package io.github.camelzoom.proof;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A file of figures under {@code docs/evidence}, written anew by each proof run. Names no machine and no path. */
final class Evidence {

    private final StringBuilder text = new StringBuilder();
    private final Map<String, Object> rows = new LinkedHashMap<>();
    private final String name;

    /**
     * @param name     of the file, without ending
     * @param showing  what is shown, in a few sentences
     */
    Evidence(String name, String title, String showing) {
        this.name = name;
        text.append("# ").append(title).append("\n\n").append(showing).append('\n');
    }

    Evidence row(String what, Object figure) {
        rows.put(what, figure);
        return this;
    }

    /** Ends a table; the next rows begin another. */
    Evidence table(String heading) {
        text.append("\n## ").append(heading).append("\n\n| | |\n|---|---|\n");
        rows.forEach((what, figure) -> text.append("| ").append(what).append(" | ").append(figure).append(" |\n"));
        rows.clear();
        return this;
    }

    void write() throws IOException {
        row("Date", LocalDate.now(ZoneOffset.UTC)).row("Java", Runtime.version().feature() + " (" + System.getProperty(
                "java.vm.name") + ")").row("Processors", Runtime.getRuntime().availableProcessors()).table("Made with");
        text.append("\nMade by `mvn verify -Pproof`.\n");
        System.out.println(text);
        Path directory = Files.createDirectories(Path.of("..", "docs", "evidence"));
        Files.writeString(directory.resolve(name + ".md"), text);
    }

    static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
