package io.github.camelzoom.client.catalog;

/**
 * Zoom's rate class of an operation; how many calls each allows depends on the plan and the product. An operation that
 * Zoom published without a label counts as {@link #MEDIUM}.
 */
public enum RateLabel {
    LIGHT, MEDIUM, HEAVY, RESOURCE_INTENSIVE
}
