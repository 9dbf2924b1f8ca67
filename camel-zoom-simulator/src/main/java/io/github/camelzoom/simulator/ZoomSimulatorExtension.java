package io.github.camelzoom.simulator;

import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Runs a simulator for JUnit 5 tests. In a static {@code @RegisterExtension} field, or with {@code @ExtendWith}, one simulator
 * serves the whole class and is reset before each test; in an instance field each test gets its own. Tests may take a
 * {@link ZoomSimulator} as a parameter.
 */
public final class ZoomSimulatorExtension
        implements
            BeforeAllCallback,
            BeforeEachCallback,
            AfterEachCallback,
            AfterAllCallback,
            ParameterResolver {

    private final ZoomSimulator.Builder builder;
    private ZoomSimulator simulator;
    private int classes;

    /** A simulator with the default values. */
    public ZoomSimulatorExtension() {
        this(ZoomSimulator.builder());
    }

    /** A simulator with chosen values. */
    public ZoomSimulatorExtension(ZoomSimulator.Builder builder) {
        this.builder = builder;
    }

    /** The running simulator. */
    public ZoomSimulator simulator() {
        return simulator;
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (classes++ == 0) {
            simulator = builder.start();
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        if (simulator == null) {
            simulator = builder.start();
        } else {
            simulator.reset();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        if (classes == 0) {
            stop();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        // A nested class must not take the simulator away from the class around it.
        if (--classes == 0) {
            stop();
        }
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == ZoomSimulator.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return simulator;
    }

    private void stop() {
        if (simulator != null) {
            simulator.close();
            simulator = null;
        }
    }
}
