package io.github.camelzoom.examples.registrants;

import java.io.File;
import java.util.HashMap;

import org.apache.camel.support.processor.idempotent.FileIdempotentRepository;

/** Who is registered for what, in a file. Camel's own class can be given its file in Java only. */
public final class Registered extends FileIdempotentRepository {

    public Registered(String file) {
        super(new File(file), new HashMap<>());
    }
}
