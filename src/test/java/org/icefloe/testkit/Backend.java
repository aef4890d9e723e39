package org.icefloe.testkit;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLContext;

/** An operator's backend: it is sent forms, keeps them, and answers with headers, when it has taken its time. */
public final class Backend implements AutoCloseable {
    private final HttpServer server;
    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(2, Backend::daemon);
    private final List<Form> forms = new CopyOnWriteArrayList<>();
    private final Map<String, Function<Form, Map<String, String>>> answers = new ConcurrentHashMap<>();
    private volatile Duration delay = Duration.ZERO;

    /**
     * What came.
     *
     * @param authorization the header, or nothing
     */
    public record Form(String body, Map<String, String> fields, String authorization) {
        public String field(String name) {
            return fields.getOrDefault(name, "");
        }
    }

    private Backend(HttpServer server) {
        this.server = server;
        server.createContext("/", this::take);
        server.setExecutor(Executors.newCachedThreadPool(Backend::daemon));
        server.start();
    }

    private static Thread daemon(Runnable task) {
        Thread thread = new Thread(task, "backend");
        thread.setDaemon(true);
        return thread;
    }

    /** On a free port of this machine. */
    public static Backend start() throws IOException {
        return new Backend(HttpServer.create(at(0), 1000));
    }

    /** The same, spoken to by https. */
    public static Backend withTls(SSLContext identity) throws IOException {
        return withTls(identity, 0);
    }

    /** The same, where another one was before. */
    public static Backend withTls(SSLContext identity, int port) throws IOException {
        HttpsServer server = HttpsServer.create(at(port), 1000);
        server.setHttpsConfigurator(new HttpsConfigurator(identity));
        return new Backend(server);
    }

    private static InetSocketAddress at(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    public String url() {
        return "http://127.0.0.1:" + port() + "/";
    }

    public int port() {
        return server.getAddress().getPort();
    }

    /** Answers an action with these headers; without a word, with none. */
    public Backend answer(String action, Map<String, String> headers) {
        return answer(action, form -> headers);
    }

    /** The same, depending on the form. */
    public Backend answer(String action, Function<Form, Map<String, String>> headers) {
        answers.put(action, headers);
        return this;
    }

    /** How long each answer takes from now on. */
    public void takeTime(Duration time) {
        delay = time;
    }

    /** All forms of an action, in the order of their coming. */
    public List<Form> forms(String action) {
        return forms.stream()
                .filter(form -> form.field("action").equals(action))
                .toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        Form form = read(exchange);
        forms.add(form);
        timer.schedule(() -> answer(exchange, form), delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void answer(HttpExchange exchange, Form form) {
        try {
            answers.getOrDefault(form.field("action"), nothing -> Map.of())
                    .apply(form)
                    .forEach(exchange.getResponseHeaders()::set);
            exchange.sendResponseHeaders(200, -1);
        } catch (IOException gone) {
            // Whoever asked does not wait any more.
        } finally {
            exchange.close();
        }
    }

    private static Form read(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.US_ASCII);
        Map<String, String> fields = new TreeMap<>();
        for (String pair : body.split("&")) {
            int equals = pair.indexOf('=');
            fields.put(
                    pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        return new Form(body, fields, authorization == null ? "" : authorization);
    }

    @Override
    public void close() {
        server.stop(0);
        timer.shutdownNow();
    }
}
