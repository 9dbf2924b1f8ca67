package io.github.camelzoom;

import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DynamicUriTest {

    private static final Set<String> OPTIONS = Set.of("outputType", "accountId");

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            zoom:a?x=${header.x}                    | zoom:a?x=1                    | zoom:a                | {x=1}
            zoom:a?x=${header.x}&y=2                | zoom:a?x=1&y=2                | zoom:a?y=2            | {x=1}
            zoom:a?y=2&x=${header.x}                | zoom:a?y=2&x=1                | zoom:a?y=2            | {x=1}
            zoom:a?x=${header.x}&y=${header.y}      | zoom:a?x=a&b=c&y=d?e#f        | zoom:a                | {x=a&b=c, y=d?e#f}
            zoom:a?x=p-${header.x}-s                | zoom:a?x=p-1-s                | zoom:a                | {x=p-1-s}
            zoom:a?param.x=${header.x}              | zoom:a?param.x=1              | zoom:a                | {x=1}
            zoom:a?x=RAW(${header.x})               | zoom:a?x=RAW(a+b)             | zoom:a                | {x=a+b}
            zoom:a?x=RAW{${header.x}}               | zoom:a?x=RAW{a+b}             | zoom:a                | {x=a+b}
            zoom:a?x=${header.x}                    | zoom:a?x=                     | zoom:a                | {x=}
            zoom:a?x=${header.x}                    | zoom:a?x=RAW(                 | zoom:a                | {x=RAW(}
            zoom:a?outputType=MAP&x=${header.x}     | zoom:a?outputType=MAP&x=1     | zoom:a?outputType=MAP | {x=1}
            zoom:a?outputType=${header.t}&x=${body} | zoom:a?outputType=MAP&x=1     | zoom:a?outputType=MAP | {x=1}
            zoom:a?param.accountId=${body}          | zoom:a?param.accountId=1      | zoom:a                | {accountId=1}
            zoom:a?x=${header[a&b=c?d]}&y=1         | zoom:a?x=v&y=1                | zoom:a?y=1            | {x=v}
            zoom:${header.o}?x=${header.x}          | zoom:a?x=1                    | zoom:a                | {x=1}
            zoom:request?path=/${body}&method=${header.m} | zoom:request?path=/u&method=GET | zoom:request | {CamelZoomPath=/u, CamelZoomMethod=GET}
            zoom:download?directory=${body}&readyTimeout=1m | zoom:download?directory=a+b & c&readyTimeout=1m | zoom:download?readyTimeout=1m | {CamelZoomDirectory=a+b & c}
            zoom:request?param.path=${body}         | zoom:request?param.path=/u    | zoom:request          | {path=/u}
            """)
    void valuesAreTakenOutByTheTemplate(String template, String uri, String rest, String values) {
        DynamicUri parsed = DynamicUri.parse(uri, template, OPTIONS::contains);
        assertThat(parsed.staticUri()).isEqualTo(rest);
        assertThat(parsed.values().toString()).isEqualTo(values);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            zoom:a                         | zoom:a
            zoom:a?x=1                     | zoom:a?x=1
            zoom:${header.o}               | zoom:a
            zoom:a?${header.query}         | zoom:a?x=1
            zoom:a?${header.name}=1        | zoom:a?x=1
            zoom:a?accountId=${header.a}   | zoom:a?accountId=1
            zoom:a?x=${header.x}&y         | zoom:a?x=1&y
            zoom:a?x=${header.x}&y=1       | zoom:a?x=1
            """)
    void whatHasNothingToTakeOutIsLeftToCamel(String template, String uri) {
        assertThat(DynamicUri.parse(uri, template, OPTIONS::contains)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "&", "=", "&&==", "?", "%", "+", "}", "${", "${x}", "RAW()", "a\nb", "\u00fc\ud83d\ude00",
            "x=1&accountId=2", "&outputType=MAP" })
    void aLastValueMayBeAnything(String value) {
        DynamicUri parsed = DynamicUri.parse("zoom:a?outputType=NODE&x=" + value, "zoom:a?outputType=NODE&x=${body}",
                OPTIONS::contains);
        assertThat(parsed.staticUri()).isEqualTo("zoom:a?outputType=NODE");
        assertThat(parsed.values()).isEqualTo(Map.of("x", value.equals("RAW()") ? "" : value));
    }

    @Test
    void aValueCannotBringAnOption() {
        DynamicUri parsed = DynamicUri.parse("zoom:a?x=1&accountId=evil&y=2", "zoom:a?x=${header.x}&y=2", OPTIONS::contains);
        assertThat(parsed.staticUri()).isEqualTo("zoom:a?y=2");
        assertThat(parsed.values()).isEqualTo(Map.of("x", "1&accountId=evil"));
    }
}
