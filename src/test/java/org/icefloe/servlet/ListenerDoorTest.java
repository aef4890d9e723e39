package org.icefloe.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.icefloe.config.MountSetting;
import org.icefloe.config.MountSettings;
import org.icefloe.format.ContentType;
import org.icefloe.listener.FanOut;
import org.icefloe.listener.Grant;
import org.icefloe.listener.Intros;
import org.icefloe.listener.ListenerGate;
import org.icefloe.mount.FakeSource;
import org.icefloe.mount.FallbackFiles;
import org.icefloe.mount.Mount;
import org.icefloe.mount.MountRegistry;
import org.icefloe.mount.StreamProfile;
import org.icefloe.net.TrustedProxies;
import org.icefloe.time.Ticker;
import org.junit.jupiter.api.Test;

/** A listener whose login is decided later, and for whom the world has changed meanwhile. */
class ListenerDoorTest {
    private MountSettings settings = MountSettings.DEFAULT;
    private final MountRegistry mounts =
            new MountRegistry(1, name -> settings, FallbackFiles.NONE, Clock.systemUTC(), Ticker.system());
    private final Mount mount = FakeSource.begin(
                    mounts, "/live", new StreamProfile(ContentType.MPEG, Map.of(), Optional.empty(), "192.0.2.1"))
            .mount();
    private final CompletableFuture<Grant> login = new CompletableFuture<>();
    private final ListenerGate gate = new ListenerGate(mounts, Intros.NONE, (request, id) -> login, 1);
    private final ListenerDoor door = new ListenerDoor(gate, false, () -> TrustedProxies.NONE, List.of(fanOut()));
    private final AtomicInteger givenBack = new AtomicInteger();
    private final Map<String, Object> attributes = new HashMap<>();
    private final FakeOutput output = new FakeOutput();
    private int status;
    private int dispatches;

    /** Whoever is let in would be visited there. */
    private static FanOut fanOut() {
        return new FanOut(Fakes.of(ScheduledExecutorService.class, (self, called, arguments) -> null), Ticker.system());
    }

    private boolean ask() throws Exception {
        AsyncContext waiting = Fakes.of(AsyncContext.class, (self, called, arguments) -> {
            if (called.getName().equals("dispatch")) {
                dispatches++;
            }
            return null;
        });
        HttpServletRequest request =
                Fakes.of(HttpServletRequest.class, (self, called, arguments) -> switch (called.getName()) {
                    case "getMethod" -> "GET";
                    case "getServletPath" -> "/live";
                    case "getRemoteAddr" -> "192.0.2.7";
                    case "getHeaderNames" -> Collections.emptyEnumeration();
                    case "startAsync" -> waiting;
                    case "getAttribute" -> attributes.get(arguments[0]);
                    case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
                    default -> null;
                });
        output.isReady();
        return door.serve(request, response());
    }

    private HttpServletResponse response() {
        return Fakes.of(HttpServletResponse.class, (self, called, arguments) -> {
            if (called.getName().equals("setStatus")) {
                status = (int) arguments[0];
            }
            return called.getName().equals("getOutputStream") ? output : null;
        });
    }

    /** The login is asked for, and decided; the container has not sent the request here again yet. */
    private void waitForTheLogin() throws Exception {
        assertThat(ask()).isTrue();
        login.complete(Grant.of(1).whenOver(givenBack::incrementAndGet));
        assertThat(dispatches).isOne();
        assertThat(givenBack).hasValue(0);
    }

    @Test
    void grantIsGivenBackIfTheMountMayNoLongerBeHeardByItsName() throws Exception {
        waitForTheLogin();
        settings = settings.with(MountSetting.DIRECT_ACCESS, false);
        mounts.settingsChanged();

        assertThat(ask()).isTrue();

        assertThat(status).isBetween(400, 599);
        assertThat(givenBack).hasValue(1);
    }

    @Test
    void grantIsGivenBackIfTheMountIsGone() throws Exception {
        waitForTheLogin();
        FakeSource.end(mounts, mount);

        assertThat(ask()).isTrue();

        assertThat(status).isEqualTo(404);
        assertThat(givenBack).hasValue(1);
    }
}
