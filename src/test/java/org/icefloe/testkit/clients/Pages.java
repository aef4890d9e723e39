package org.icefloe.testkit.clients;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** A web server with pages that play a stream from elsewhere, so that a browser sees two origins. */
public final class Pages implements AutoCloseable {
    private final HttpServer server;

    private Pages(HttpServer server) {
        this.server = server;
    }

    /** Starts it on a free port. */
    public static Pages start() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", Pages::answer);
        server.start();
        return new Pages(server);
    }

    /**
     * The address of the page that plays {@code stream}.
     *
     * @param page the name of its file
     */
    public URI address(String page, URI stream) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + page + "?stream="
                + URLEncoder.encode(stream.toString(), StandardCharsets.UTF_8));
    }

    private static void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] page = read(exchange.getRequestURI().getPath().substring(1));
            exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        } catch (FileNotFoundException e) {
            exchange.sendResponseHeaders(404, -1);
        }
    }

    private static byte[] read(String name) throws IOException {
        try (InputStream page = Pages.class.getResourceAsStream(name)) {
            if (page == null) {
                throw new FileNotFoundException(name);
            }
            return page.readAllBytes();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
