package io.github.camelzoom.client.auth.store;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;

import io.github.camelzoom.client.auth.Secret;
import io.github.camelzoom.client.auth.TokenStoreException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The key of a file store whose user gave none. Used under the directory's lock, so that it is made once. */
final class KeyFile {

    private static final Logger LOG = LoggerFactory.getLogger(KeyFile.class);
    private static final String NAME = "token-store.key";
    private static final String COMMENT = "# Key of the camel-zoom token store in this directory. Keep it secret, and keep it:"
            + " without it the tokens cannot be read.\n";

    private final StoreDirectory directory;

    KeyFile(StoreDirectory directory) {
        this.directory = directory;
    }

    Path path() {
        return directory.file(NAME);
    }

    /**
     * @return null when there is no key file or it is empty
     */
    TokenKeyList read() throws IOException {
        byte[] content = directory.read(NAME);
        if (content == null) {
            return null;
        }
        if (OwnerOnly.openToOthers(path())) {
            close();
        }
        try {
            return TokenKeyList.parse(Secret.of(new String(content, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException e) {
            throw new TokenStoreException("The key file " + path() + " cannot be used and was left as it is: "
                    + e.getMessage(), e);
        } finally {
            Arrays.fill(content, (byte) 0);
        }
    }

    private void close() {
        try {
            OwnerOnly.closeToOthers(path());
            LOG.warn("The key file {} was open to other users and was closed to them; consider the key known", path());
        } catch (IOException e) {
            LOG.warn("The key file {} is open to other users and cannot be closed to them: {}", path(), Reasons.of(e));
        }
    }

    TokenKeyList create(SecureRandom random) {
        Secret key = TokenKeyList.generate(random);
        TokenKeyList keys = TokenKeyList.parse(key);
        // With its id, so that a second line can be put above or below it by hand.
        directory.write(NAME,
                (COMMENT + keys.primary() + ":" + key.reveal() + "\n").getBytes(StandardCharsets.UTF_8));
        return keys;
    }
}
