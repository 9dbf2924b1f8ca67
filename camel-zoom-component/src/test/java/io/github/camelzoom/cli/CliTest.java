package io.github.camelzoom.cli;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class CliTest {

    private final Shell shell = new Shell();

    @ParameterizedTest
    @ValueSource(strings = { "--help", "operations --help", "operations show --help", "connections --help",
            "connections list --help", "connections test --help", "connections revoke --help", "authorize --help" })
    void whenHelpIsAskedForThenItTellsTheExitCodes(String command) {
        Shell.Ended ended = shell.run(command.split(" "));

        assertThat(ended.code()).isZero();
        assertThat(ended.out()).contains("Usage: camel-zoom").contains("Exit codes:");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void whenTheVersionIsAskedForThenItIsOneLine() {
        assertThat(shell.run("--version").out().lines()).hasSize(1).first().asString().startsWith("camel-zoom ");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "nonsense", "connections", "operations --nonsense", "authorize --paste --device",
            "authorize --timeout soon", "authorize --timeout -1", "authorize --timeout 3601", "connections list too much",
            "connections list --config /does/not/exist", "operations show" })
    void whenTheCommandLineCannotBeUsedThenItEndsWithTwo(String command) {
        Shell.Ended ended = shell.run(command.isEmpty() ? new String[0] : command.split(" "));

        assertThat(ended.code()).isEqualTo(Exit.USAGE);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).isNotBlank().doesNotContain("Exception:").doesNotContain("\tat ");
    }

    @ParameterizedTest
    @ValueSource(strings = { "--client-secret=canary", "--client-secret canary", "--oauthClientSecret=canary",
            "--token-store-key canary", "--password=canary", "--access-token canary" })
    void whenASecretIsTypedAsAnArgumentThenItIsRefusedAndNotRepeated(String option) {
        Shell.Ended ended = shell.run(("authorize " + option).split(" "));

        assertThat(ended.code()).isEqualTo(Exit.USAGE);
        assertThat(ended.err()).contains("never taken from the command line").contains("ZOOM_CLIENT_SECRET")
                .doesNotContain("canary");
    }
}
