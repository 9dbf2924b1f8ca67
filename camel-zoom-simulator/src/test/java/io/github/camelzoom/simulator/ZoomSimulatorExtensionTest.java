package io.github.camelzoom.simulator;

import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;

import static org.assertj.core.api.Assertions.assertThat;

class ZoomSimulatorExtensionTest {

    @RegisterExtension
    static final ZoomSimulatorExtension SHARED = new ZoomSimulatorExtension(ZoomSimulator.builder().seed(5));

    @RegisterExtension
    final ZoomSimulatorExtension own = new ZoomSimulatorExtension();

    @Test
    void anInstanceFieldIsAnotherSimulator() {
        assertThat(own.simulator().port()).isNotEqualTo(SHARED.simulator().port());
        assertThat(own.simulator().defaultAccount().id()).isNotEqualTo(SHARED.simulator().defaultAccount().id());
    }

    @Nested
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    class InANestedClass {

        @Test
        @Order(1)
        void theWorldMayBeChanged() {
            SHARED.simulator().accounts().add("more");
            SHARED.simulator().settings().liveTokenCap(1).rateLimits(RateLimitPlan.PRO);
            assertThat(Client.authorized(SHARED.simulator()).get("/v2/users").status()).isEqualTo(200);
        }

        @Test
        @Order(2)
        void andIsNewForTheNextTest() {
            assertThat(SHARED.simulator().accounts().all()).hasSize(1);
            assertThat(SHARED.simulator().journal().all()).isEmpty();
            assertThat(SHARED.simulator().settings().rateLimits()).isEqualTo(RateLimitPlan.OFF);
        }
    }
}
