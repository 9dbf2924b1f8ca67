package io.github.camelzoom.client.auth.flow;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

/** The packages of client.auth depend on each other in one direction. */
class PackagesTest {

    private static final String AUTH = "io.github.camelzoom.client.auth";

    private final JavaClasses classes = new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(AUTH);

    @Test
    void theTokenManagerKnowsNeitherGrantsNorStoresNorFlows() {
        noClasses().that().resideInAPackage(AUTH).should().dependOnClassesThat().resideInAnyPackage(AUTH + ".grant..", AUTH
                + ".store..", AUTH + ".flow..").because("a new grant, store or flow must not touch it").check(classes);
    }

    @Test
    void grantsKnowNeitherStoresNorFlows() {
        noClasses().that().resideInAPackage(AUTH + ".grant..").should().dependOnClassesThat().resideInAnyPackage(AUTH
                + ".store..", AUTH + ".flow..").check(classes);
    }

    @Test
    void storesKnowNeitherGrantsNorFlows() {
        noClasses().that().resideInAPackage(AUTH + ".store..").should().dependOnClassesThat().resideInAnyPackage(AUTH
                + ".grant..", AUTH + ".flow..").check(classes);
    }

    @Test
    void flowsKnowNoStoreAndNoCamel() {
        noClasses().that().resideInAPackage(AUTH + ".flow..").should().dependOnClassesThat().resideInAnyPackage(AUTH
                + ".store..", "org.apache.camel..", "org.apache.hc..").check(classes);
    }
}
