package io.github.camelzoom.client.file;

import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class FileNameTest {

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = { "video.mp4 ~ video.mp4", "a/b/c.mp4 ~ c.mp4", "..\\..\\c.mp4 ~ c.mp4",
            "/etc/passwd ~ passwd", "../.. ~ download", ". ~ download", ".. ~ download", "a/ ~ download", ".hidden ~ hidden",
            "dots... ~ dots", "a:b*c?d ~ a_b_c_d", "con ~ _con", "NUL.txt ~ _NUL.txt", "com1.tar.gz ~ _com1.tar.gz",
            "console.txt ~ console.txt", "C:evil.txt ~ C_evil.txt", "a b.mp4 ~ a b.mp4" })
    void aNameIsTheLastSegmentMadeSafe(String name, String safe) {
        assertThat(FileName.safe(name)).isEqualTo(safe);
    }

    @Test
    void whatCannotBeSeenIsReplacedAndOneNameHasOneForm() {
        assertThat(FileName.safe("a\u0000b\nc\u202ed.mp4")).isEqualTo("a_b_c_d.mp4");
        assertThat(FileName.safe("e\u0301.mp4")).isEqualTo(FileName.safe("\u00e9.mp4"));
        assertThat(FileName.safe("x\ud800y")).isEqualTo("x_y");
        assertThat(FileName.safe("")).isEqualTo("download");
    }

    @Test
    void aLongNameKeepsItsEndingAndWholeCharacters() {
        String safe = FileName.safe("\ud83d\ude00".repeat(200) + ".mp4");
        assertThat(safe).endsWith("\ud83d\ude00.mp4");
        assertThat(safe.getBytes(StandardCharsets.UTF_8).length).isBetween(230, 240);
        assertThat(FileName.safe("x." + "y".repeat(500))).hasSize(240);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '~', value = { "attachment; filename=a.mp4 ~ a.mp4",
            "attachment; filename=\"a b;c.mp4\" ~ a b;c.mp4",
            "attachment; filename=\"x\"; filename*=UTF-8''%e2%82%ac.txt ~ \u20ac.txt",
            "attachment; filename*=utf-8'en'a%20b ~ a b", "inline; FILENAME=a ~ a" })
    void contentDispositionNamesAFile(String header, String name) {
        assertThat(FileName.of(header)).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = { "attachment", "", "attachment; filename=\"\"", "filename*=latin1''x" })
    void contentDispositionMayNameNone(String header) {
        assertThat(FileName.of(header)).isNull();
    }
}
