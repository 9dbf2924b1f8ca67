package io.github.camelzoom.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.auth.SystemTime;

/**
 * What a command has of the world around it.
 *
 * @param out         for results
 * @param err         for everything else
 * @param in          what is piped or typed
 * @param environment gives a variable's value; null when it is not set
 * @param prompt      asks for a secret without showing it; gives null when nobody can be asked
 * @param clock       wall time
 */
record Terminal(PrintWriter out, PrintWriter err, BufferedReader in, UnaryOperator<String> environment,
        Function<String, Secret> prompt, InstantSource clock) {

    static Terminal system() {
        Console console = System.console();
        Charset charset = console != null ? console.charset() : StandardCharsets.UTF_8;
        return new Terminal(new PrintWriter(System.out, true, charset), new PrintWriter(System.err, true, charset),
                new BufferedReader(new InputStreamReader(System.in, charset)), System::getenv,
                question -> ask(console, question),
                SystemTime.clock());
    }

    private static Secret ask(Console console, String question) {
        char[] typed = console == null ? null : console.readPassword("%s: ", question);
        return typed == null || typed.length == 0 ? null : Secret.of(new String(typed));
    }

    /** The next line that is not blank; null at the end of the input. */
    String readLine() {
        try {
            String line = in.readLine();
            while (line != null && line.isBlank()) {
                line = in.readLine();
            }
            return line;
        } catch (IOException e) {
            throw new UncheckedIOException("The input cannot be read", e);
        }
    }
}
