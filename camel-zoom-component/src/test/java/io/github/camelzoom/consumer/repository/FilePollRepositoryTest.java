package io.github.camelzoom.consumer.repository;

import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FilePollRepositoryTest {

    @TempDir
    Path directory;

    private Path file;
    private FilePollRepository repository;

    @BeforeEach
    void start() {
        file = directory.resolve("deep/down/x.poll");
        repository = open();
    }

    private FilePollRepository open() {
        FilePollRepository opened = new FilePollRepository(file);
        opened.start();
        return opened;
    }

    @AfterEach
    void stop() {
        repository.stop();
    }

    private void reopen() {
        repository.stop();
        repository = open();
    }

    @Test
    void everythingIsThereAfterARestart() {
        assertThat(repository.getState("n")).isNull();
        assertThat(repository.add("n é/+= ü")).isTrue();
        assertThat(repository.add("n é/+= ü")).isFalse();
        assertThat(repository.add("n b")).isTrue();
        assertThat(repository.remove("n b")).isTrue();
        assertThat(repository.remove("n b")).isFalse();
        repository.setState("n", "one");
        repository.setState("n", "t\two");
        reopen();
        assertThat(repository.contains("n é/+= ü")).isTrue();
        assertThat(repository.contains("n b")).isFalse();
        assertThat(repository.getState("n")).isEqualTo("t\two");
        repository.clear();
        reopen();
        assertThat(repository.contains("n é/+= ü")).isFalse();
        assertThat(repository.getState("n")).isEqualTo("t\two");
    }

    @Test
    void aLineThatACrashCutOffIsDropped() throws Exception {
        repository.add("n a");
        repository.setState("n", "whole");
        repository.stop();
        byte[] whole = Files.readAllBytes(file);
        for (String rest : List.of("+", "+n b", "=n\thal", "\u00fc")) {
            Files.write(file, whole);
            Files.writeString(file, rest, StandardOpenOption.APPEND);
            repository = open();
            assertThat(repository.getState("n")).isEqualTo("whole");
            assertThat(repository.contains("n a")).isTrue();
            assertThat(repository.contains("n b")).isFalse();
            repository.add("n c");
            reopen();
            assertThat(repository.contains("n c")).isTrue();
            repository.stop();
        }
    }

    @Test
    void itIsOneObjectsAlone() {
        repository.add("n a");
        FilePollRepository second = open();
        assertThatThrownBy(() -> second.contains("n a")).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Another route or process").hasMessageContaining(file.toString());
        // The attempt must not have taken the lock from the first.
        FilePollRepository third = open();
        assertThatThrownBy(() -> third.getState("n")).isInstanceOf(IllegalStateException.class);
        repository.stop();
        assertThat(second.contains("n a")).isTrue();
        second.stop();
        third.stop();
    }

    @Test
    void afterItsStopItIsNotUsed() {
        repository.stop();
        assertThatThrownBy(() -> repository.add("n late")).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not started");
    }

    @Test
    void onlyItsOwnerMayReadIt() throws Exception {
        repository.add("n a");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent()))).isEqualTo("rwx------");
        repository.clear();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test
    void whatNoRunAsksForAnyMoreIsForgottenAndTheFileStaysSmall() throws Exception {
        IntStream.range(0, 500).forEach(i -> repository.add("n gone" + i));
        repository.add("other kept");
        repository.add("n kept");
        for (int run = 0; run < 3000; run++) {
            assertThat(repository.contains("n kept")).isTrue();
            repository.setState("n", "run " + run);
        }
        assertThat(Files.readAllLines(file).size()).isLessThan(2500);
        reopen();
        assertThat(repository.contains("n gone7")).isFalse();
        assertThat(repository.contains("n kept")).isTrue();
        assertThat(repository.contains("other kept")).isTrue();
        assertThat(repository.getState("n")).isEqualTo("run 2999");
    }

    @Test
    void theFileOfAListThatAlwaysGrowsStaysSmall() throws Exception {
        for (int run = 0; run < 2000; run++) {
            int first = 10 * run;
            IntStream.range(first, first + 10).forEach(i -> repository.add("n " + i));
            repository.setState("n", "run " + run);
        }
        // 10 items in each of at most 2 x 100 runs, twice that before the file is written anew, and a thousand lines more.
        assertThat(Files.readAllLines(file).size()).isLessThan(6000);
        assertThat(repository.contains("n 19999")).isTrue();
        assertThat(repository.contains("n 7")).isFalse();
    }

    @Test
    void anInterruptDoesNotBreakIt() {
        repository.add("n a");
        Thread.currentThread().interrupt();
        repository.add("n b");
        repository.setState("n", "x");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(repository.add("n c")).isTrue();
        reopen();
        assertThat(repository.contains("n b")).isTrue();
    }

    @Test
    void keysThatWouldBreakTheFileAreRefused() {
        assertThatThrownBy(() -> repository.add("n a\nb")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> repository.setState("a\tb", "c")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> repository.setState("a", "c\r")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPlaceThatCannotBeUsedIsNamed() throws Exception {
        Path plain = Files.writeString(directory.resolve("plain"), "text", StandardCharsets.UTF_8);
        FilePollRepository below = new FilePollRepository(plain.resolve("x.poll"));
        below.start();
        assertThatThrownBy(() -> below.getState("n")).isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(plain.resolve("x.poll").toString());
        FilePollRepository foreign = new FilePollRepository(Files.writeString(plain, "text\n"));
        foreign.start();
        assertThatThrownBy(() -> foreign.getState("n")).isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("not of this kind");
        assertThat(plain).hasContent("text");
    }
}
