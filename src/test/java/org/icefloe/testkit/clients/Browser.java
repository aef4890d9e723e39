package org.icefloe.testkit.clients;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Chromium without a window, driven by WebDriver (https://www.w3.org/TR/webdriver2/). */
public final class Browser implements AutoCloseable {
    private static final Pattern STARTED = Pattern.compile("started successfully on port (\\d+)");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final List<String> QUIET = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--disable-dev-shm-usage",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--mute-audio",
            "--autoplay-policy=no-user-gesture-required");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final ObjectMapper json = new ObjectMapper();
    private final RunningProgram driver;
    private final URI session;

    private Browser(RunningProgram driver) throws IOException {
        this.driver = driver;
        await("chromedriver").atMost(PATIENCE).until(() -> STARTED.matcher(driver.output())
                .find());
        Matcher started = STARTED.matcher(driver.output());
        started.find();
        URI root = URI.create("http://127.0.0.1:" + started.group(1) + "/session");
        this.session = URI.create(
                root + "/" + post(root, capabilities()).get("sessionId").asText());
    }

    /** Starts one with a profile of its own. */
    public static Browser open() throws IOException {
        RunningProgram driver = RunningProgram.start(Program.CHROMEDRIVER, "--port=0");
        try {
            return new Browser(driver);
        } catch (IOException | RuntimeException e) {
            driver.close();
            throw e;
        }
    }

    private static Map<String, ?> capabilities() {
        Map<String, ?> chromium = Map.of("binary", Program.CHROMIUM.path().toString(), "args", QUIET);
        return Map.of(
                "capabilities",
                Map.of(
                        "alwaysMatch",
                        Map.of("goog:chromeOptions", chromium, "goog:loggingPrefs", Map.of("browser", "ALL"))));
    }

    /** Opens {@code page}. */
    public void visit(URI page) throws IOException {
        post(URI.create(session + "/url"), Map.of("url", page.toString()));
    }

    /** Waits for the page to set {@code window.result}, and returns it. */
    public String result() {
        return await("window.result").atMost(PATIENCE).until(this::resultSoFar, text -> !text.isEmpty());
    }

    private String resultSoFar() throws IOException {
        return run("return window.result || '';");
    }

    /** Runs the body of a function in the page, and gives what it returns as text. */
    public String run(String script) throws IOException {
        Map<String, ?> call = Map.of("script", script, "args", List.of());
        return post(URI.create(session + "/execute/sync"), call).asText();
    }

    /** What the console has said since this was asked last. */
    public List<String> console() throws IOException {
        List<String> lines = new ArrayList<>();
        post(URI.create(session + "/se/log"), Map.of("type", "browser"))
                .forEach(line -> lines.add(line.get("message").asText()));
        return lines;
    }

    private JsonNode post(URI address, Object body) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(address)
                .timeout(PATIENCE)
                .POST(HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
                .build();
        return json.readTree(send(request)).get("value");
    }

    private String send(HttpRequest request) throws IOException {
        try {
            HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() != 200) {
                throw new IOException(request.uri() + " answers " + response.body());
            }
            return response.body();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while a browser was asked", e);
        }
    }

    @Override
    public void close() {
        try (driver) {
            send(HttpRequest.newBuilder(session).timeout(PATIENCE).DELETE().build());
        } catch (IOException browserIsGone) {
            driver.kill();
        }
    }
}
