package io.github.camelzoom.client.auth.store;

import java.util.Set;
import java.util.TreeSet;

import javax.crypto.SecretKey;

/** Keys to write and read with, and older ones that are only read with. */
record LayeredTokenKeys(TokenKeys current, TokenKeys older) implements TokenKeys {

    @Override
    public String primary() {
        return current.primary();
    }

    @Override
    public SecretKey find(String id) {
        SecretKey key = current.find(id);
        return key == null ? older.find(id) : key;
    }

    @Override
    public Set<String> ids() {
        Set<String> all = new TreeSet<>(current.ids());
        all.addAll(older.ids());
        return all;
    }
}
