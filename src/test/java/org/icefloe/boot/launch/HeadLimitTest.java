package org.icefloe.boot.launch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.ScheduledExecutorScheduler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HeadLimitTest {
    private static final Duration LIMIT = Duration.ofMillis(300);
    private static final String REQUEST = "GET / HTTP/1.1\r\nHost: x\r\n\r\n";

    private final Server server = new Server();
    private final ScheduledExecutorScheduler scheduler = new ScheduledExecutorScheduler();
    private Socket client = new Socket();

    /** Answers with nothing, after twice the limit. */
    private static final class Slow extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws InterruptedException {
            Thread.sleep(LIMIT.multipliedBy(2).toMillis());
            callback.succeeded();
            return true;
        }
    }

    @BeforeEach
    void start() throws Exception {
        scheduler.start();
        HttpConfiguration http = new HttpConfiguration();
        HttpConnectionFactory factory = new HttpConnectionFactory(http);
        HeadLimit heads = new HeadLimit(scheduler, LIMIT);
        http.addCustomizer(heads);
        factory.addEventListener(heads);
        ServerConnector connector = new ServerConnector(server, factory);
        connector.setHost("127.0.0.1");
        server.addConnector(connector);
        server.setHandler(new Slow());
        server.start();
        client = new Socket("127.0.0.1", connector.getLocalPort());
        client.setSoTimeout(10_000);
    }

    @AfterEach
    void stop() throws Exception {
        client.close();
        server.stop();
        scheduler.stop();
    }

    private void say(String text) throws IOException {
        client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private String rest() throws IOException {
        return new String(client.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }

    @Test
    void headThatIsNotFinishedIsClosedWithoutAnAnswer() throws IOException {
        say("GET / HTTP/1.1\r\nHost:");
        assertThat(rest()).isEmpty();
    }

    @Test
    void answersMayTakeLongerAndTheNextHeadIsLimitedAgain() throws IOException {
        say(REQUEST + REQUEST);
        assertThat(rest().split("HTTP/1.1 200 ")).hasSize(3);
    }
}
