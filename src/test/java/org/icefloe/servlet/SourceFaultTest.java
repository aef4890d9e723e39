package org.icefloe.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.icefloe.auth.Account;
import org.icefloe.auth.AccountBook;
import org.icefloe.auth.Authenticator;
import org.icefloe.auth.PasswordHasher;
import org.icefloe.config.MountSettings;
import org.icefloe.format.parser.Parsers;
import org.icefloe.mount.FallbackFiles;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountRegistry;
import org.icefloe.source.SourceGate;
import org.icefloe.source.SourceRequest;
import org.icefloe.time.Ticker;
import org.junit.jupiter.api.Test;

/** A container that fails at a source which has just been let in. */
class SourceFaultTest {
    private final MountRegistry mounts =
            new MountRegistry(1, name -> MountSettings.DEFAULT, FallbackFiles.NONE, Clock.systemUTC(), Ticker.system());
    private final SourceGate gate = new SourceGate(
            mounts,
            new Authenticator(new NoAccounts(), new PasswordHasher(), Runnable::run, 1),
            Parsers.fresh(),
            System::nanoTime);

    private final SourceRequest source =
            new SourceRequest(new MountName("/live.mp3"), "SOURCE", Map.of(), Optional.empty(), "127.0.0.1");

    private final HttpServletRequest request = Fakes.of(HttpServletRequest.class, (self, method, arguments) -> {
        if (method.getName().equals("getAttribute")) {
            return null;
        }
        assertThat(mounts.all()).hasSize(1);
        throw new IllegalStateException("this container knows no " + method.getName());
    });

    private final HttpServletResponse response = Fakes.of(HttpServletResponse.class, (self, method, arguments) -> null);

    @Test
    void faultFreesTheMountOfAFramedSource() {
        assertThatThrownBy(() -> FramedSource.begin(gate, source, request, response))
                .hasMessage("this container knows no startAsync");
        assertThat(mounts.all()).isEmpty();
    }

    @Test
    void faultFreesTheMountOfAnUpgradedSource() {
        assertThatThrownBy(() -> UpgradedSource.begin(gate, source, request, response))
                .hasMessage("this container knows no upgrade");
        assertThat(mounts.all()).isEmpty();
    }

    private static final class NoAccounts implements AccountBook {
        @Override
        public Optional<Account> account(String username) {
            return Optional.empty();
        }

        @Override
        public Optional<Account> sourceOf(MountName mount) {
            return Optional.empty();
        }
    }
}
