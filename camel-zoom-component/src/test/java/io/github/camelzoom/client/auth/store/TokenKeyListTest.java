package io.github.camelzoom.client.auth.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

import io.github.camelzoom.client.auth.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class TokenKeyListTest {

    private static final byte[] BYTES = new byte[32];
    static {
        for (int i = 0; i < BYTES.length; i++) {
            BYTES[i] = (byte) (251 + 7 * i);
        }
    }
    private static final String HEX = HexFormat.of().formatHex(BYTES);
    private static final String OTHER = "01".repeat(32);

    static Stream<String> parseWhenAnySpellingOfAKeyThenTheSameKey() {
        Base64.Encoder standard = Base64.getEncoder();
        Base64.Encoder url = Base64.getUrlEncoder();
        return Stream.of(HEX, HEX.toUpperCase(), standard.encodeToString(BYTES),
                standard.withoutPadding().encodeToString(BYTES),
                url.encodeToString(BYTES), url.withoutPadding().encodeToString(BYTES), "  " + HEX + "\n",
                "# one: two, three\n  # four\n" + HEX);
    }

    @ParameterizedTest
    @MethodSource
    void parseWhenAnySpellingOfAKeyThenTheSameKey(String text) {
        TokenKeyList keys = TokenKeyList.parse(Secret.of(text));
        assertThat(keys.find(keys.primary()).getEncoded()).isEqualTo(BYTES);
        assertThat(keys).isEqualTo(TokenKeyList.parse(Secret.of(HEX))).hasSameHashCodeAs(TokenKeyList.parse(Secret.of(HEX)));
    }

    @ParameterizedTest
    @ValueSource(strings = { "new:%s,old:%s", "new: %s , old : %s ,", "# two\nnew:%s\r\nold:%s\n" })
    void parseWhenSeveralThenTheFirstIsPrimary(String format) {
        TokenKeyList keys = TokenKeyList.parse(Secret.of(format.formatted(HEX, OTHER)));
        assertThat(keys.primary()).isEqualTo("new");
        assertThat(keys.ids()).containsExactlyInAnyOrder("new", "old");
        assertThat(keys.find("old").getEncoded()).containsOnly(1);
        assertThat(keys.find("none")).isNull();
    }

    @Test
    void parseWhenWithoutIdsThenTheOrderMayChange() {
        TokenKeyList before = TokenKeyList.parse(Secret.of(HEX));
        TokenKeyList after = TokenKeyList.parse(Secret.of(OTHER + "," + HEX));
        assertThat(after.find(before.primary()).getEncoded()).isEqualTo(BYTES);
        assertThat(after).isNotEqualTo(before);
    }

    static Stream<String> parseWhenNotAKeyThenRefusedWithoutTheText() {
        return Stream.of("correct horse battery staple", "******", "canary", HEX.substring(2), HEX + "00", "id:canary",
                Base64.getEncoder().encodeToString(new byte[16]), "z".repeat(64), "bad id:" + HEX, ":" + HEX, HEX + ",canary",
                "a:" + HEX + ",a:" + OTHER, ",", "# only a comment", "ä".repeat(44), "x".repeat(65) + ":" + HEX);
    }

    @ParameterizedTest
    @MethodSource
    void parseWhenNotAKeyThenRefusedWithoutTheText(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> TokenKeyList.parse(Secret.of(text))).withNoCause()
                .withMessageContaining("token store keys").withMessageNotContaining("canary")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain(HEX.substring(0, 16)).doesNotContain("horse"));
    }

    @Test
    void parseWhenPlusBecameABlankThenTheMessageSaysRaw() {
        String base64 = Base64.getEncoder().encodeToString(BYTES);
        assertThat(base64).contains("+");
        assertThatIllegalArgumentException().isThrownBy(() -> TokenKeyList.parse(Secret.of(base64.replace('+', ' '))))
                .withMessageContaining("RAW(");
    }

    @Test
    void fromWhenFileThenItsKeys(@TempDir Path temp) throws IOException {
        Path file = temp.resolve("key");
        Secret option = Secret.of("file:" + file);
        assertThatIllegalArgumentException().isThrownBy(() -> TokenKeyList.from(option)).withMessageContaining(file.toString());
        for (String broken : List.of("", "\n", "canary")) {
            Files.writeString(file, broken);
            assertThatIllegalArgumentException().isThrownBy(() -> TokenKeyList.from(option))
                    .withMessageContaining(file.toString()).withMessageNotContaining("canary");
        }
        Files.writeString(file, "new:" + HEX + "\n");
        assertThat(TokenKeyList.from(option)).isEqualTo(TokenKeyList.from(Secret.of("new:" + HEX)));
    }

    @Test
    void generateThenUsableAndNeverTheSame() {
        SecureRandom random = new SecureRandom();
        Secret one = TokenKeyList.generate(random);
        assertThat(TokenKeyList.parse(one)).isNotEqualTo(TokenKeyList.parse(TokenKeyList.generate(random)));
    }

    @Test
    void toStringThenIdsOnly() {
        assertThat(TokenKeyList.parse(Secret.of("new:" + HEX)).toString()).contains("new").doesNotContain(HEX);
    }

    @Test
    void withOlderWhenSameIdThenTheCurrentOneCounts() {
        TokenKeys keys = TokenKeyList.parse(Secret.of("a:" + HEX))
                .withOlder(TokenKeyList.parse(Secret.of("a:" + OTHER + ",b:" + OTHER)));
        assertThat(keys.primary()).isEqualTo("a");
        assertThat(keys.find("a").getEncoded()).isEqualTo(BYTES);
        assertThat(keys.find("b").getEncoded()).containsOnly(1);
        assertThat(keys.ids()).containsExactly("a", "b");
    }
}
