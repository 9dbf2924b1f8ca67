package io.github.camelzoom.kamelets;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

/** All Kamelets keep the rules, and what breaks one is found. */
class KameletRulesTest {

    @TestFactory
    Stream<DynamicTest> rulesAreKept() {
        return Kamelets.all().entrySet().stream().map(entry -> dynamicTest(entry.getKey(),
                () -> assertThat(KameletRules.findings(entry.getKey(), entry.getValue())).isEmpty()));
    }

    @Test
    void rulesForAllTogetherAreKept() {
        assertThat(KameletRules.findings(Kamelets.all().values())).isEmpty();
    }

    @Test
    void titlesDescriptionsAndVersionsThatClashAreFound() {
        JsonNode one = Kamelets.all().get("zoom-action");
        JsonNode same = Kamelets.parse(Kamelets.text("zoom-action").replaceFirst("catalog.version: \"", "catalog.version: \"9"));
        assertThat(KameletRules.findings(List.of(one, same))).hasSize(3);
    }

    /** A rule that finds nothing may be none. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "title: \"Zoom Meeting Action\" | title: \"Zoom Meeting\" | the type ends the title",
            "format: password | format: passwort | what is called a secret is one",
            "title: User Id | title: The User | a title without an article",
            "title: User Id | title: user of Zoom | a title in capitals",
            "{{?connection}} | {{?connexion}} | the parameters that are used",
            "connection={{ | conection={{ | conection",
            "param.userId | param.userIdd | userIdd",
            "zoom:users/meetings/create | zoom:users/meeting/create | users/meeting/create",
            "uri: \"kamelet:source\" | uri: \"direct:source\" | an action consumes from kamelet:source",
            "camel:kamelet | camelkamelet | dependencies are written as",
            "camel:kamelet | camel:kamelets | what the template needs",
            "provider: \"Camel Zoom\" | provider: \"Someone\" | our provider",
            "- userId | - nothing | required and not declared",
            "name: zoom-meeting-action | name: zoom-meetings-action | the name is that of the file",
            "kamelet.type: \"action\" | kamelet.type: \"sink\" | the type ends the name",
            "data:image | http:image | an icon",
            "urn:camel:group:credentials | urn:alm:descriptor:com.tectonic.ui:password | an old descriptor" })
    void brokenKameletsAreFound(String from, String to, String rule) {
        String good = Kamelets.text("zoom-meeting-action");
        assertThat(good).contains(from);
        assertThat(KameletRules.findings("zoom-meeting-action", Kamelets.parse(good.replace(from, to))))
                .anyMatch(finding -> finding.contains(rule));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
            "kamelet:sink | direct:sink | a source routes to kamelet:sink",
            "cron: \"{{cron}}\" | corn: \"{{cron}}\" | corn",
            "fetch=ALL | fetch=EACH | fetch",
            "\"report/daily/get\", | \"report/dayly/get\", | report/dayly/get",
            "  - \"camel:quartz\" | | what the template needs",
            "name: keep-failures | name: kept-failures | the parameters that are used" })
    void brokenSourcesAreFound(String from, String to, String rule) {
        String good = Kamelets.text("zoom-report-source");
        assertThat(good).contains(from);
        assertThat(KameletRules.findings("zoom-report-source", Kamelets.parse(good.replace(from, to == null ? "" : to))))
                .anyMatch(finding -> finding.contains(rule));
    }

    @Test
    void thereAreNine() {
        assertThat(Kamelets.all()).hasSize(9);
    }

    @Test
    void eachIsInAPipe() {
        assertThat(Map.copyOf(Kamelets.all()).keySet()).allSatisfy(
                name -> assertThat(PipesTest.PIPES).as(name).anyMatch(pipe -> Kamelets.pipe(pipe).contains("name: " + name)));
    }
}
