package io.github.camelzoom.client.auth.store;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Set;

import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.auth.TokenKey;
import io.github.camelzoom.client.auth.TokenRecord;
import io.github.camelzoom.client.auth.TokenStoreException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** The cipher and the codec, alone and together. */
class TokenSealerTest {

    private static final String UNDECRYPTABLE = "cannot be decrypted: wrong key or changed content";
    private static final TokenKey KEY = TestRecords.key("acme");
    private static final TokenKeyList OLD = TokenKeyList.parse(Secret.of("old:" + "01".repeat(32)));
    private static final TokenKeyList ROTATED = TokenKeyList
            .parse(Secret.of("new:" + "02".repeat(32) + ",old:" + "01".repeat(32)));

    private final SecureRandom random = new SecureRandom();
    private final TokenSealer old = new TokenSealer(OLD, random);
    private final TokenSealer rotated = new TokenSealer(ROTATED, random);

    @Test
    void openWhenSealedThenTheSameRecord() {
        assertThat(old.open(KEY, old.seal(TestRecords.full(KEY, 7)), "here")).isEqualTo(TestRecords.full(KEY, 7));
    }

    @Test
    void sealWhenTwiceThenDifferentBytes() {
        assertThat(old.seal(TestRecords.bare(KEY, 1))).isNotEqualTo(old.seal(TestRecords.bare(KEY, 1)));
    }

    @Test
    void openWhenAnyBitChangedThenRefused() {
        byte[] sealed = old.seal(TestRecords.full(KEY, 1));
        for (int position = 0; position < sealed.length; position++) {
            for (int bit : new int[]{ 0, 7 }) {
                byte[] changed = sealed.clone();
                changed[position] ^= (byte) (1 << bit);
                assertUndecryptable(old, KEY, changed);
            }
        }
    }

    @Test
    void openWhenCutOrExtendedThenRefused() {
        byte[] sealed = old.seal(TestRecords.bare(KEY, 1));
        for (int length = 0; length < sealed.length; length++) {
            assertUndecryptable(old, KEY, Arrays.copyOf(sealed, length));
        }
        assertUndecryptable(old, KEY, Arrays.copyOf(sealed, sealed.length + 1));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "x", "{\"format\":1}", "\u0001\u0003old but nothing else that would be needed here at all" })
    void openWhenSomethingElseThenRefused(String content) {
        assertUndecryptable(old, KEY, content.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void openWhenMovedToAnotherConnectionThenRefused() {
        assertUndecryptable(old, TestRecords.key("other"), old.seal(TestRecords.bare(KEY, 1)));
    }

    @Test
    void openWhenKeyRotatedThenOldContentIsReadAndNewKeyWrites() {
        byte[] before = old.seal(TestRecords.full(KEY, 1));
        assertThat(rotated.open(KEY, before, "here")).isEqualTo(TestRecords.full(KEY, 1));
        byte[] after = rotated.seal(TestRecords.full(KEY, 2));
        assertUndecryptable(old, KEY, after);
        TokenSealer onlyNew = new TokenSealer(TokenKeyList.parse(Secret.of("new:" + "02".repeat(32))), random);
        assertThat(onlyNew.open(KEY, after, "here")).isEqualTo(TestRecords.full(KEY, 2));
        assertUndecryptable(onlyNew, KEY, before);
    }

    @Test
    void openWhenOtherKeyOfTheSameIdThenRefused() {
        TokenSealer other = new TokenSealer(TokenKeyList.parse(Secret.of("old:" + "03".repeat(32))), random);
        assertUndecryptable(other, KEY, old.seal(TestRecords.bare(KEY, 1)));
    }

    private static void assertUndecryptable(TokenSealer sealer, TokenKey key, byte[] content) {
        assertThatExceptionOfType(TokenStoreException.class).isThrownBy(() -> sealer.open(key, content, "file x"))
                .withMessageStartingWith("file x " + UNDECRYPTABLE).satisfies(TokenSealerTest::assertWithoutSecrets);
    }

    private static void assertWithoutSecrets(Throwable e) {
        StringWriter trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        assertThat(trace.toString()).doesNotContain("canary").doesNotContain("0101010101");
    }

    @Test
    void sealWhenTheKeySourceFailsThenStoreException() {
        assertThatExceptionOfType(TokenStoreException.class)
                .isThrownBy(() -> new TokenSealer(keys("k", null), random).seal(TestRecords.bare(KEY, 1)))
                .withMessageContaining("no key for their primary id k");
        assertThatExceptionOfType(TokenStoreException.class)
                .isThrownBy(() -> new TokenSealer(keys("k", new SecretKeySpec(new byte[16], "AES")), random)
                        .seal(TestRecords.bare(KEY, 1)))
                .withMessageContaining("256 bits");
        assertThatExceptionOfType(TokenStoreException.class)
                .isThrownBy(() -> new TokenSealer(keys("not an id", null), random).seal(TestRecords.bare(KEY, 1)));
        assertThatExceptionOfType(TokenStoreException.class)
                .isThrownBy(() -> new TokenSealer(keys(null, null), random).seal(TestRecords.bare(KEY, 1)))
                .withMessageContaining("cannot be had").withCauseInstanceOf(IllegalStateException.class);
    }

    private static TokenKeys keys(String primary, SecretKey key) {
        return new TokenKeys() {
            @Override
            public String primary() {
                if (primary == null) {
                    throw new IllegalStateException("vault sealed");
                }
                return primary;
            }

            @Override
            public SecretKey find(String id) {
                return key;
            }

            @Override
            public Set<String> ids() {
                return Set.of();
            }
        };
    }

    @Test
    void decodeWhenUnknownFieldsThenIgnored() {
        String json = new String(TokenRecordCodec.encode(TestRecords.full(KEY, 3)), StandardCharsets.UTF_8);
        String later = json.replaceFirst("\\{", "{\"added\":{\"x\":[1]},").replace("\"access\":{", "\"access\":{\"added\":1,");
        assertThat(TokenRecordCodec.decode(later.getBytes(StandardCharsets.UTF_8))).isEqualTo(TestRecords.full(KEY, 3));
    }

    @Test
    void decodeWhenLaterFormatThenSaysSo() {
        assertThatExceptionOfType(TokenStoreException.class)
                .isThrownBy(() -> TokenRecordCodec.decode("{\"format\":2}".getBytes(StandardCharsets.UTF_8)))
                .withMessageContaining("format 2");
    }

    @ParameterizedTest
    @ValueSource(strings = { "canary", "{\"canary", "{\"format\":1}",
            "{\"format\":1,\"key\":{},\"version\":1,\"phase\":\"canary\"}",
            "{\"format\":1,\"key\":{},\"version\":1,\"phase\":\"STABLE\",\"access\":{\"value\":\"canary\",\"sentAt\":\"canary\"}}",
            "{\"format\":1,\"key\":{},\"version\":1,\"phase\":\"STABLE\",\"access\":{\"value\":\"canary\",\"apiUrl\":\"canary canary\"}}",
            "{\"format\":1,\"key\":{},\"version\":1,\"phase\":\"STABLE\",\"refresh\":\"\"}",
            "{\"format\":1,\"key\":{},\"version\":1,\"phase\":\"STABLE\",\"access\":{}}", "{\"format\":1} canary", "[]", "null",
            "" })
    void decodeWhenNotARecordThenRefusedWithoutTheContent(String json) {
        assertThatExceptionOfType(TokenStoreException.class)
                .isThrownBy(() -> TokenRecordCodec.decode(json.getBytes(StandardCharsets.UTF_8)))
                .satisfies(TokenSealerTest::assertWithoutSecrets);
    }

    @Test
    void decodeWhenTextIsNotUnicodeThenStillTheSame() {
        TokenKey key = TestRecords.key("a\udc00");
        TokenRecord broken = new TokenRecord(key, 1, TokenRecord.Phase.STABLE, null, Secret.of("\ud800x\ud800"), null, null);
        assertThat(old.open(key, old.seal(broken), "here").refresh().reveal()).isEqualTo("\ud800x\ud800");
    }
}
