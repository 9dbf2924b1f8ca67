package io.github.camelzoom.examples;

import org.apache.camel.builder.RouteBuilder;

/**
 * A scenario: a folder with README, properties, and routes in YAML and XML, the same routes as a class, and what has to
 * happen around them for somebody who looks on.
 */
public interface Example {

    /** The name of its folder. */
    String name();

    /** Its routes in Java. */
    RouteBuilder routes();

    /**
     * Lets it happen from beginning to end: with the simulator a short play, with Zoom itself the application as it is.
     *
     * @throws Exception when anything did not do what it should
     */
    void play(Stage stage) throws Exception;
}
