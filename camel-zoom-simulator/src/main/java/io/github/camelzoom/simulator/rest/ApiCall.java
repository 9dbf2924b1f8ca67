package io.github.camelzoom.simulator.rest;

import java.util.Map;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.camelzoom.simulator.catalogue.Operation;
import io.github.camelzoom.simulator.catalogue.Schema;
import io.github.camelzoom.simulator.http.FormParameters;
import io.github.camelzoom.simulator.http.Request;
import io.github.camelzoom.simulator.oauth.IssuedToken;
import io.github.camelzoom.simulator.world.AccountData;

/**
 * A request that passed every check and is about to be answered.
 *
 * @param path
 *            decoded path parameters; {@code me} has become the user's id
 * @param body
 *            the JSON body, an empty object when there was none
 */
public record ApiCall(Request request, Operation operation, Schema schema, IssuedToken token, AccountData data,
        Map<String, String> path, ObjectNode body) {

    /** The query's parameters. */
    public FormParameters query() {
        return request.query();
    }

    /** A path parameter. */
    public String path(String name) {
        return path.get(name);
    }

    /** A query parameter, or a default. */
    public String query(String name, String otherwise) {
        return request.query().nonEmpty(name).orElse(otherwise);
    }
}
