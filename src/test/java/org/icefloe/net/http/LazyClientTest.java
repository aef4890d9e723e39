package org.icefloe.net.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.security.NoSuchAlgorithmException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;

class LazyClientTest {
    private final AtomicInteger made = new AtomicInteger();
    private final LazyClient client = new LazyClient(Runnable::run, this::trust);

    private SSLContext trust() {
        made.incrementAndGet();
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException none) {
            throw new CompletionException(none);
        }
    }

    @Test
    void isMadeOnceAndWhenItIsNeeded() {
        assertThat(made).hasValue(0);
        assertThat(client.client()).isSameAs(client.client());
        assertThat(made).hasValue(1);
    }

    @Test
    void isNotMadeBehindItsEnd() {
        client.client();
        client.close();
        client.close();

        assertThatThrownBy(client::client)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the server ends");
        assertThat(made).hasValue(1);
    }
}
