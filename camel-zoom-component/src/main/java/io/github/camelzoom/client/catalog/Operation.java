package io.github.camelzoom.client.catalog;

import java.util.List;
import java.util.Optional;

import io.github.camelzoom.client.catalog.Parameter.In;

/**
 * One REST operation of Zoom, as published in Zoom's API documents. Immutable.
 *
 * @param name         unique: the path's fixed segments and a verb, e.g. {@code users/meetings/create}
 * @param operationId  Zoom's own id, e.g. {@code meetingCreate}; not always unique
 * @param product      Zoom's product, e.g. {@code Phone}; rate limits differ by it
 * @param method       the HTTP method, upper case
 * @param path         the template below the base, e.g. {@code /users/{userId}/meetings}
 * @param parameters   path parameters in the order of the path, then query, then header parameters
 * @param queryKnown   false where Zoom published no query parameters (72 operations): then any name is accepted
 * @param body         what the request body is
 * @param filePart     of a multipart body: the part that takes the file; "file" otherwise
 * @param listField    name of the array that holds the items of a list answer, {@code []} where the answer itself is the
 *                     array, empty where there is none or it is not known
 * @param pagination   how pages are asked for
 * @param pageSizeMax  the largest page Zoom documents, 0 where none is
 * @param scopes       granular and classic scopes, any one of which suffices; empty where not published
 * @param rateLabel    rate class, {@link RateLabel#MEDIUM} where not published
 * @param deprecated   whether Zoom says so
 * @param base         under which address it lives
 * @param status       documented status of success, 0 where not published
 * @param responseType media type of the answer, empty where there is no body or none is published
 */
public record Operation(String name, String operationId, String product, String method, String path, List<Parameter> parameters,
        boolean queryKnown, BodyKind body, String filePart, String listField, Pagination pagination, int pageSizeMax,
        List<String> scopes, RateLabel rateLabel, boolean deprecated, ApiBase base, int status, String responseType) {

    public Operation {
        parameters = List.copyOf(parameters);
        scopes = List.copyOf(scopes);
    }

    /** Why this operation is listed but cannot be called, for the user to read; null when it can. */
    public String unsupportedReason() {
        return base.unsupportedReason();
    }

    /** Whether the answer is a list: what a polling consumer may ask for. */
    public boolean isList() {
        return !listField.isEmpty() || verb().startsWith("list");
    }

    /** The name's last segment, e.g. {@code create}. */
    public String verb() {
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** The parameters of one place, in order; never null. */
    public List<Parameter> parameters(In in) {
        return parameters.stream().filter(parameter -> parameter.in() == in).toList();
    }

    /** The parameter with exactly this name. */
    public Optional<Parameter> parameter(String exactName) {
        for (Parameter parameter : parameters) {
            if (parameter.name().equals(exactName)) {
                return Optional.of(parameter);
            }
        }
        return Optional.empty();
    }

    /** The name, for messages. */
    @Override
    public String toString() {
        return name;
    }
}
