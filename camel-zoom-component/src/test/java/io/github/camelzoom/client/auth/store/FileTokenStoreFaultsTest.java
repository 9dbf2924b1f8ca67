package io.github.camelzoom.client.auth.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.auth.TokenKey;
import io.github.camelzoom.client.auth.TokenStore;
import io.github.camelzoom.client.auth.TokenStoreException;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.appender.AbstractAppender;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.config.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/** What a file store does with damage, leftovers, permissions and bad places. */
class FileTokenStoreFaultsTest {

    private static final TokenKey KEY = TestRecords.key("acme");
    private static final TokenKeys KEYS = TokenKeyList.parse(Secret.of("test:" + "07".repeat(32)));
    private static final TokenKeys OTHER = TokenKeyList.parse(Secret.of("other:" + "08".repeat(32)));

    @TempDir
    private Path temp;
    private Path place;
    private final List<TokenStore> opened = new ArrayList<>();

    @BeforeEach
    void place() {
        place = temp.resolve("store");
    }

    @AfterEach
    void close() {
        opened.forEach(TokenStore::close);
    }

    private TokenStore open(TokenKeys keys) {
        return open(place, keys);
    }

    private TokenStore open(Path location, TokenKeys keys) {
        TokenStore store = FileTokenStore.open(location, keys, new SecureRandom(), System::nanoTime);
        opened.add(store);
        return store;
    }

    private List<Path> files(String suffix) throws IOException {
        try (Stream<Path> all = Files.list(place)) {
            return all.filter(file -> file.toString().endsWith(suffix)).toList();
        }
    }

    private Path recordFile() throws IOException {
        assertThat(files(".token")).hasSize(1);
        return files(".token").get(0);
    }

    private TokenStore filled() {
        TokenStore store = open(KEYS);
        store.compareAndSet(KEY, 0, TestRecords.full(KEY, 1));
        return store;
    }

    private static void assertUnreadable(TokenStore store) {
        assertThatExceptionOfType(TokenStoreException.class).isThrownBy(() -> store.find(KEY))
                .withMessageContaining("cannot be decrypted: wrong key or changed content");
        assertThatExceptionOfType(TokenStoreException.class)
                .isThrownBy(() -> store.compareAndSet(KEY, 1, TestRecords.full(KEY, 2)))
                .withMessageContaining("cannot be decrypted");
        assertThatExceptionOfType(TokenStoreException.class)
                .isThrownBy(() -> store.compareAndSet(KEY, 0, TestRecords.full(KEY, 1)))
                .withMessageContaining("cannot be decrypted");
    }

    @ParameterizedTest
    @ValueSource(doubles = { 0, 0.01, 0.02, 0.05, 0.1, 0.5, 0.99, 1 })
    void findWhenTamperedAnywhereThenErrorAndLeftAsItIs(double part) throws IOException {
        TokenStore store = filled();
        byte[] content = Files.readAllBytes(recordFile());
        content[(int) (part * (content.length - 1))] ^= 1;
        Files.write(recordFile(), content);
        assertUnreadable(store);
        assertThat(recordFile()).hasBinaryContent(content);
        assertUnreadable(open(KEYS));
        assertThat(recordFile()).hasBinaryContent(content);
    }

    @Test
    void findWhenCutShortThenErrorAndLeftAsItIs() throws IOException {
        TokenStore store = filled();
        Files.write(recordFile(), new byte[]{ 1 });
        assertUnreadable(store);
        assertThat(recordFile()).hasBinaryContent(new byte[]{ 1 });
    }

    @Test
    void findWhenFileIsEmptyThenColdStart() throws IOException {
        TokenStore store = filled();
        Files.write(recordFile(), new byte[0]);
        assertThat(store.find(KEY)).isEmpty();
        assertThat(store.compareAndSet(KEY, 1, TestRecords.full(KEY, 2))).isFalse();
        assertThat(store.compareAndSet(KEY, 0, TestRecords.full(KEY, 1))).isTrue();
        assertThat(store.find(KEY)).contains(TestRecords.full(KEY, 1));
    }

    @Test
    void findWhenFileIsHugeThenError() throws IOException {
        TokenStore store = filled();
        Files.write(recordFile(), new byte[2 << 20]);
        assertThatExceptionOfType(TokenStoreException.class).isThrownBy(() -> store.find(KEY)).withMessageContaining("larger");
    }

    @Test
    void findWhenRecordsSwappedThenError() throws IOException {
        TokenStore store = filled();
        Path mine = recordFile();
        store.compareAndSet(TestRecords.key("other"), 0, TestRecords.full(TestRecords.key("other"), 1));
        Path theirs = files(".token").stream().filter(file -> !file.equals(mine)).findFirst().orElseThrow();
        Files.write(mine, Files.readAllBytes(theirs));
        assertUnreadable(store);
    }

    @Test
    void findWhenRecordIsALinkThenRefused() throws IOException {
        TokenStore store = filled();
        Path target = Files.move(recordFile(), temp.resolve("elsewhere"));
        Files.createSymbolicLink(place.resolve(TokenSealer.name(KEY) + ".token"), target);
        assertThatExceptionOfType(TokenStoreException.class).isThrownBy(() -> store.find(KEY))
                .withMessageContaining("cannot be read");
        assertThatExceptionOfType(TokenStoreException.class)
                .isThrownBy(() -> store.compareAndSet(KEY, 1, TestRecords.full(KEY, 2)));
    }

    @Test
    void openWhenDirectoryIsALinkThenItsTargetIsUsed() throws IOException {
        Path real = Files.createDirectory(temp.resolve("real"));
        Files.createSymbolicLink(place, real);
        assertThat(filled().describe()).isEqualTo("file:" + real.toRealPath());
    }

    @Test
    void openWhenOtherKeyThenErrorAndLeftAsItIs() throws IOException {
        filled();
        byte[] content = Files.readAllBytes(recordFile());
        assertUnreadable(open(OTHER));
        assertThat(recordFile()).hasBinaryContent(content);
    }

    @Test
    void openWhenKeyRotatedThenReadAndWrittenAnew() {
        filled();
        TokenKeys both = TokenKeyList.parse(Secret.of("other:" + "08".repeat(32) + ",test:" + "07".repeat(32)));
        TokenStore rotated = open(both);
        assertThat(rotated.find(KEY)).contains(TestRecords.full(KEY, 1));
        assertThat(rotated.compareAndSet(KEY, 1, TestRecords.full(KEY, 2))).isTrue();
        assertThat(open(OTHER).find(KEY)).contains(TestRecords.full(KEY, 2));
        assertUnreadable(open(KEYS));
    }

    @Test
    void openWhenNoKeyGivenThenKeyFileIsMadeAndUsedAgain() throws IOException {
        TokenStore store = open(null);
        store.compareAndSet(KEY, 0, TestRecords.full(KEY, 1));
        Path keyFile = place.resolve("token-store.key");
        byte[] before = Files.readAllBytes(keyFile);
        assertThat(open(null).find(KEY)).contains(TestRecords.full(KEY, 1));
        assertThat(keyFile).hasBinaryContent(before);
    }

    @Test
    void openWhenNoKeyGivenThenOneWarningAndNoSecretInTheLog() throws IOException {
        List<LogEvent> events = new CopyOnWriteArrayList<>();
        AbstractAppender appender = new AbstractAppender("test", null, null, true, Property.EMPTY_ARRAY) {
            @Override
            public void append(LogEvent event) {
                events.add(event.toImmutable());
            }
        };
        appender.start();
        LoggerContext context = (LoggerContext) LogManager.getContext(false);
        LoggerConfig config = new LoggerConfig("io.github.camelzoom.client.auth.store", Level.ALL, true);
        config.addAppender(appender, Level.ALL, null);
        context.getConfiguration().addLogger(config.getName(), config);
        context.updateLoggers();
        try {
            TokenStore store = open(null);
            store.compareAndSet(KEY, 0, TestRecords.full(KEY, 1));
            store.find(KEY);
            String key = Files.readString(place.resolve("token-store.key")).lines().skip(1).findFirst().orElseThrow();
            assertThat(events.stream().filter(event -> event.getLevel().isMoreSpecificThan(Level.WARN))).hasSize(1);
            assertThat(events).allSatisfy(event -> assertThat(event.getMessage().getFormattedMessage())
                    .doesNotContain("canary").doesNotContain(key.substring(key.indexOf(':') + 1)));
            assertThat(events.get(0).getMessage().getFormattedMessage()).contains("tokenStoreKey", "token-store.key");
        } finally {
            context.getConfiguration().removeLogger(config.getName());
            context.updateLoggers();
        }
    }

    @Test
    void openWhenKeyGivenLaterThenKeyFileStillReads() throws IOException {
        open(null).compareAndSet(KEY, 0, TestRecords.full(KEY, 1));
        TokenStore later = open(KEYS);
        assertThat(later.find(KEY)).contains(TestRecords.full(KEY, 1));
        later.compareAndSet(KEY, 1, TestRecords.full(KEY, 2));
        Files.delete(place.resolve("token-store.key"));
        assertThat(open(KEYS).find(KEY)).contains(TestRecords.full(KEY, 2));
    }

    @Test
    void openWhenRecordsButNoKeyThenRefusedInsteadOfANewKey() throws IOException {
        filled();
        assertThatExceptionOfType(TokenStoreException.class).isThrownBy(() -> open(null))
                .withMessageContaining("tokenStoreKey");
        assertThat(place.resolve("token-store.key")).doesNotExist();
    }

    @Test
    void openWhenKeyFileIsBrokenThenErrorAndLeftAsItIs() throws IOException {
        open(null);
        Path keyFile = Files.writeString(place.resolve("token-store.key"), "canary");
        assertThatExceptionOfType(TokenStoreException.class).isThrownBy(() -> open(null))
                .withMessageContaining(keyFile.toString()).withMessageNotContaining("canary");
        assertThat(keyFile).hasContent("canary");
    }

    @Test
    void openThenOwnerOnly() throws IOException {
        open(null).compareAndSet(KEY, 0, TestRecords.full(KEY, 1));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place))).isEqualTo("rwx------");
        assertThat(files("")).hasSize(3).allSatisfy(file -> assertThat(
                PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------"));
    }

    @Test
    void openWhenKeyFileWasOpenToOthersThenClosed() throws IOException {
        open(null);
        Path keyFile = place.resolve("token-store.key");
        Files.setPosixFilePermissions(keyFile, PosixFilePermissions.fromString("rw-r--r--"));
        open(null);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile))).isEqualTo("rw-------");
    }

    @Test
    void openWhenDirectoryOfTheUserIsOpenThenLeftButItsFilesAreNot() throws IOException {
        Files.createDirectory(place);
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwxr-xr-x"));
        filled();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(place))).isEqualTo("rwxr-xr-x");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(recordFile()))).isEqualTo("rw-------");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/proc/zoom", "/proc/self/zoom/store", "/dev/null", "/sys/kernel" })
    void openWhenPlaceCannotBeWrittenThenErrorNamesIt(String location) {
        assertThatExceptionOfType(TokenStoreException.class).isThrownBy(() -> open(Path.of(location), KEYS))
                .withMessageContaining("file:" + location).withMessageContaining("Nothing is stored elsewhere");
    }

    @Test
    void openWhenParentIsAFileThenErrorNamesIt() throws IOException {
        Path file = Files.writeString(temp.resolve("file"), "x");
        assertThatExceptionOfType(TokenStoreException.class).isThrownBy(() -> open(file.resolve("store"), KEYS))
                .withMessageContaining(file.resolve("store").toString());
        assertThatExceptionOfType(TokenStoreException.class).isThrownBy(() -> open(file, KEYS))
                .withMessageContaining("content of other origin");
        assertThat(file).hasContent("x");
    }

    @Test
    void openWhenAnEmptyFileIsThereThenItGivesWay() throws IOException {
        Files.createFile(place);
        assertThat(filled().find(KEY)).contains(TestRecords.full(KEY, 1));
        assertThat(place).isDirectory();
    }

    @Test
    void openWhenWritersDiedThenTheirLeftoversAreDeleted() throws IOException {
        filled();
        Path leftover = Files.writeString(place.resolve(TokenSealer.name(KEY) + ".token.0123456789abcdef.tmp"), "half");
        Path keyLeftover = Files.writeString(place.resolve("token-store.key.0123456789abcdef.tmp"), "half");
        Path foreign = Files.writeString(place.resolve("notes.tmp"), "mine");
        assertThat(open(KEYS).find(KEY)).contains(TestRecords.full(KEY, 1));
        assertThat(leftover).doesNotExist();
        assertThat(keyLeftover).doesNotExist();
        assertThat(foreign).exists();
    }

    @Test
    void openWhenAnotherIsWritingThenItsFileIsKept() throws IOException {
        filled();
        String name = TokenSealer.name(KEY) + ".token";
        Path inUse = Files.writeString(place.resolve(name + ".0123456789abcdef.tmp"), "half");
        try (FileLocks other = new FileLocks(place.resolve("token-store.lock"), System::nanoTime, Duration.ofSeconds(1))) {
            FileLocks.Held held = other.acquire(StoreDirectory.stripe(name));
            open(KEYS);
            assertThat(inUse).exists();
            held.close();
        }
    }

    @Test
    void compareAndSetWhenLockIsHeldThenBoundedWaitNamesTheLockFile() throws IOException {
        filled();
        AtomicLong clock = new AtomicLong();
        TokenStore store = FileTokenStore.open(place, KEYS, new SecureRandom(), () -> clock.addAndGet(1_000_000),
                Duration.ofMillis(50));
        opened.add(store);
        Path lockFile = place.resolve("token-store.lock");
        try (FileChannel other = FileChannel.open(lockFile, StandardOpenOption.WRITE)) {
            other.lock();
            assertThatExceptionOfType(TokenStoreException.class)
                    .isThrownBy(() -> store.compareAndSet(KEY, 1, TestRecords.full(KEY, 2)))
                    .withMessageContaining(lockFile.toRealPath().toString()).withMessageContaining("50 ms");
            assertThat(store.find(KEY)).contains(TestRecords.full(KEY, 1));
        }
        assertThat(store.compareAndSet(KEY, 1, TestRecords.full(KEY, 2))).isTrue();
    }

    @Test
    void compareAndSetWhenInterruptedWhileWaitingThenStoredAndFlagKept() throws Exception {
        TokenStore store = filled();
        String name = TokenSealer.name(KEY) + ".token";
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        try (FileLocks other = new FileLocks(place.resolve("token-store.lock"), System::nanoTime, Duration.ofSeconds(1))) {
            FileLocks.Held held = other.acquire(StoreDirectory.stripe(name));
            Thread writer = new Thread(() -> {
                store.compareAndSet(KEY, 1, TestRecords.full(KEY, 2));
                flag.complete(Thread.currentThread().isInterrupted());
            });
            writer.start();
            await().until(() -> writer.getState() == Thread.State.TIMED_WAITING);
            writer.interrupt();
            await().pollDelay(Duration.ofMillis(20)).until(() -> writer.getState() == Thread.State.TIMED_WAITING);
            assertThat(flag).isNotDone();
            held.close();
            assertThat(flag.get(10, TimeUnit.SECONDS)).isTrue();
            writer.join();
        }
        assertThat(store.find(KEY)).contains(TestRecords.full(KEY, 2));
    }

    @Test
    void compareAndSetWhenLockFileWasReplacedThenError() throws IOException {
        TokenStore store = filled();
        Path lockFile = place.resolve("token-store.lock");
        Files.move(lockFile, temp.resolve("old.lock"));
        Files.createFile(lockFile);
        assertThatExceptionOfType(TokenStoreException.class)
                .isThrownBy(() -> store.compareAndSet(KEY, 1, TestRecords.full(KEY, 2)))
                .withMessageContaining("restart this process");
    }

    @Test
    void compareAndSetWhenDirectoryIsGoneThenError() throws IOException {
        TokenStore store = filled();
        Files.move(place, temp.resolve("moved"));
        assertThatExceptionOfType(TokenStoreException.class)
                .isThrownBy(() -> store.compareAndSet(KEY, 0, TestRecords.full(KEY, 1)))
                .withMessageContaining(place.toString());
    }

    @Test
    void closeWhenTwiceThenNothing() {
        TokenStore store = filled();
        store.close();
        store.close();
        assertThatExceptionOfType(TokenStoreException.class)
                .isThrownBy(() -> store.compareAndSet(KEY, 1, TestRecords.full(KEY, 2))).withMessageContaining("closed");
    }
}
