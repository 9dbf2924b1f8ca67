package io.github.camelzoom.client.auth.store;

import java.util.Collection;
import java.util.List;

import io.github.camelzoom.client.auth.TokenStore;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class MemoryTokenStoreTest extends TokenStoreContractTest {

    private final MemoryTokenStores stores = new MemoryTokenStores();

    @Override
    protected TokenStore open() {
        return stores.get("test");
    }

    @Override
    protected Collection<byte[]> stored() {
        return List.of();
    }

    @Override
    protected int racedVersions() {
        return 5000;
    }

    @Test
    void getWhenOtherIdOrOtherOwnerThenOtherStore() {
        assertThat(stores.get("test")).isSameAs(stores.get("test")).isNotSameAs(stores.get("other"))
                .isNotSameAs(new MemoryTokenStores().get("test"));
    }

    @Test
    void describeThenTheFormOfTheOption() {
        assertThat(open().describe()).isEqualTo("memory://test");
        assertThat(open().reach()).isEqualTo(TokenStore.Reach.PROCESS);
    }
}
