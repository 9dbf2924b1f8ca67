package io.github.camelzoom.simulator.catalogue;

import java.util.List;
import java.util.Optional;

/**
 * What an operation takes and gives.
 *
 * @param body
 *            properties of the request body; empty when unknown or none
 * @param response
 *            properties of the answer; empty when unknown or none
 * @param known
 *            false when Zoom's document gives no schema
 */
public record Schema(List<Property> parameters, List<Property> body, List<Property> response, boolean known) {

    /** A parameter by its place and name. */
    public Optional<Property> parameter(String in, String name) {
        return parameters.stream().filter(p -> p.in().equals(in) && p.name().equals(name)).findFirst();
    }
}
