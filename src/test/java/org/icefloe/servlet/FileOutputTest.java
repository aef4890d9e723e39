package org.icefloe.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.icefloe.rest.FileBody;
import org.icefloe.testkit.Descriptors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileOutputTest {
    @TempDir
    Path directory;

    private final FakeOutput output = new FakeOutput();
    private final List<AsyncListener> listeners = new ArrayList<>();
    private final List<String> calls = new ArrayList<>();

    /** What the container does not know. */
    private String failing = "nothing";

    private final AsyncContext context =
            Fakes.of(AsyncContext.class, (self, method, arguments) -> switch (method.getName()) {
                case "addListener" -> listeners.add((AsyncListener) arguments[0]);
                case "getResponse" -> this.response;
                case "complete" -> calls.add("complete");
                default -> null;
            });

    private final HttpServletRequest request =
            Fakes.of(HttpServletRequest.class, (self, method, arguments) -> unlessFailing(method.getName(), context));

    private final HttpServletResponse response = Fakes.of(
            HttpServletResponse.class,
            (self, method, arguments) ->
                    method.getName().equals("getOutputStream") ? unlessFailing("getOutputStream", output) : null);

    private FileBody body;

    private Object unlessFailing(String call, Object answer) {
        if (call.equals(failing)) {
            throw new IllegalStateException("this container knows no " + call);
        }
        return answer;
    }

    @BeforeEach
    void write() throws IOException {
        Path file = directory.resolve("file");
        Files.write(file, new byte[100_000]);
        body = new FileBody(file, List.of(new FileBody.Part("", 0, 100_000)));
    }

    @Test
    void fileIsSentWholeAndCompletesTheExchange() throws IOException {
        FileOutput.begin(body, request, response);
        output.drain();
        assertThat(output.sent()).hasSize(100_000);
        assertThat(calls).containsExactly("complete");
        listeners.get(0).onComplete(new AsyncEvent(context));
        assertThat(Descriptors.of(body.file())).isZero();
    }

    @Test
    void requestThatCannotBeTakenAwayLeavesNoFileOpen() throws IOException {
        failing = "startAsync";
        assertThatIllegalStateException().isThrownBy(() -> FileOutput.begin(body, request, response));
        assertThat(Descriptors.of(body.file())).isZero();
        assertThat(calls).isEmpty();
    }

    @Test
    void responseThatHasNoOutputIsCompletedAndLeavesNoFileOpen() throws IOException {
        failing = "getOutputStream";
        assertThatIllegalStateException().isThrownBy(() -> FileOutput.begin(body, request, response));
        assertThat(Descriptors.of(body.file())).isZero();
        assertThat(calls).containsExactly("complete");
    }
}
