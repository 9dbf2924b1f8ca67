/**
 * The zoom component in Spring Boot: properties {@code camel.component.zoom.*}, beans, Actuator and Micrometer.
 */
package io.github.camelzoom.springboot;
