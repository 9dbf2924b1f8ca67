package io.github.camelzoom;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.github.camelzoom.client.auth.SystemTime;
import io.github.camelzoom.client.error.ZoomException;
import org.apache.camel.spi.HttpResponseAware;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

/** The rules that docs and reviews could only ask for. */
class ArchitectureTest {

    private static final String ROOT = "io.github.camelzoom";
    /** Not by package: the simulator has the same root. */
    private static final JavaClasses CLASSES = new ClassFileImporter().importPath(Path.of("target", "classes"));
    private static final Set<String> TIME_CALLS = Set.of("now", "currentTimeMillis", "nanoTime", "sleep", "system", "systemUTC",
            "systemDefaultZone", "random");
    private static final Set<String> TIME_TYPES = Set.of(System.class.getName(), Thread.class.getName(), Math.class.getName(),
            Clock.class
                    .getName(),
            Instant.class.getName(), InstantSource.class.getName(), LocalDate.class.getName(), LocalDateTime.class.getName(),
            ZonedDateTime.class.getName());

    @Test
    void theClientHalfKnowsNothingOfCamel() {
        noClasses().that().resideInAPackage(ROOT + ".client..").and().doNotBelongToAnyOf(ZoomException.class).should()
                .dependOnClassesThat(resideInAnyPackage("org.apache.camel..").and(not(type(HttpResponseAware.class)))).because(
                        "it is to be usable and testable without a CamelContext")
                .check(CLASSES);
        noClasses().that().resideInAPackage(ROOT + ".client..").and().doNotHaveFullyQualifiedName(ZoomException.class.getName())
                .should().dependOnClassesThat(type(HttpResponseAware.class)).check(CLASSES);
        noClasses().that().areAssignableTo(ZoomException.class).should()
                .dependOnClassesThat(resideInAnyPackage("org.apache.camel..")
                        .and(not(type(HttpResponseAware.class))))
                .check(CLASSES);
    }

    @Test
    void theClientHalfDependsOnlyOnWhatTheDesignNames() {
        noClasses().that().resideInAPackage(ROOT + ".client..").should().dependOnClassesThat(not(resideInAnyPackage(ROOT
                + ".client..", "java..", "javax.crypto..", "javax.net.ssl..", "javax.sql..", "javax.cache..", "org.slf4j..",
                "com.fasterxml.jackson..", "org.apache.hc..", "org.apache.camel.spi", "io.github.bucket4j.."))
                .and(not(primitives()))).check(CLASSES);
    }

    @Test
    void theClientHalfDoesNotKnowItsUsers() {
        noClasses().that().resideInAPackage(ROOT + ".client..").should().dependOnClassesThat(resideInAnyPackage(ROOT, ROOT
                + ".producer..")).check(CLASSES);
    }

    @Test
    void consumersDoNotKnowTheEndpoint() {
        noClasses().that().resideInAPackage(ROOT + ".consumer..").should().dependOnClassesThat(resideInAnyPackage(ROOT))
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        SlicesRuleDefinition.slices().assignedFrom(new SliceAssignment() {
            @Override
            public SliceIdentifier getIdentifierOf(JavaClass type) {
                return type.getPackageName().startsWith(ROOT)
                        ? SliceIdentifier.of(type.getPackageName())
                        : SliceIdentifier.ignore();
            }

            @Override
            public String getDescription() {
                return "packages";
            }
        }).should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void clocksAndSleepsAreInOnePlace() {
        noClasses().that().doNotBelongToAnyOf(SystemTime.class).should()
                .accessTargetWhere(new DescribedPredicate<JavaAccess<?>>(
                        "read a clock, sleep or use Math.random") {
                    @Override
                    public boolean test(JavaAccess<?> access) {
                        return TIME_TYPES.contains(access.getTargetOwner().getName())
                                && TIME_CALLS.contains(access.getTarget().getName());
                    }
                }).because("a test has to turn time by hand").check(CLASSES);
    }

    @Test
    void randomnessIsGivenFromOutside() {
        noClasses().that().doNotBelongToAnyOf(ZoomRuntime.class).should().dependOnClassesThat(type(Random.class).or(type(
                ThreadLocalRandom.class))).check(CLASSES);
    }

    @Test
    void databasesAndCachesAreKnownInTheirPackagesOnly() {
        noClasses().that().resideOutsideOfPackages(ROOT + ".client.auth.store.jdbc..", ROOT + ".consumer.repository.jdbc..")
                .should().dependOnClassesThat(resideInAnyPackage("java.sql..", "javax.sql..")).check(CLASSES);
        noClasses().that().resideOutsideOfPackage(ROOT + ".client.auth.store.jcache..").should().dependOnClassesThat(
                resideInAnyPackage("javax.cache..")).check(CLASSES);
        noClasses().that().resideOutsideOfPackage(ROOT + ".client.limit.bucket4j..").should().dependOnClassesThat(
                resideInAnyPackage("io.github.bucket4j..")).check(CLASSES);
    }

    @Test
    void nobodyPrintsOrMakesThreads() {
        noClasses().that().resideOutsideOfPackage(ROOT + ".cli").should().accessField(System.class, "out").orShould()
                .accessField(System.class, "err").orShould().callMethod(
                        Throwable.class, "printStackTrace")
                .orShould().callMethod(Throwable.class, "printStackTrace", PrintStream.class)
                .check(
                        CLASSES);
        noClasses().that().resideOutsideOfPackage(ROOT + ".cli").should().callConstructor(Thread.class, Runnable.class)
                .orShould()
                .callConstructor(Thread.class, Runnable.class,
                        String.class)
                .orShould().dependOnClassesThat().haveFullyQualifiedName("java.util.concurrent.Executors").because(
                        "threads come from Camel's ExecutorServiceManager")
                .check(CLASSES);
    }

    @Test
    void noFileIsLongerThanSixHundredLines() throws IOException {
        for (String folder : List.of("src/main/java", "src/test/java")) {
            try (Stream<Path> files = Files.walk(Path.of(folder))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                    assertThat(Files.readAllLines(file).size()).as(file.toString()).isLessThanOrEqualTo(600);
                }
            }
        }
    }

    private static DescribedPredicate<JavaClass> primitives() {
        return new DescribedPredicate<>("primitives and arrays") {
            @Override
            public boolean test(JavaClass type) {
                return type.isPrimitive() || type.isArray();
            }
        };
    }
}
