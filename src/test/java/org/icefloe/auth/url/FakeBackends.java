package org.icefloe.auth.url;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.icefloe.net.http.HttpAnswer;

/** Backends that answer when a test says so. */
public final class FakeBackends implements Backends {
    final List<Call> calls = new ArrayList<>();
    final List<CompletableFuture<HttpAnswer>> answers = new ArrayList<>();

    @Override
    public CompletionStage<HttpAnswer> post(Call call) {
        calls.add(call);
        CompletableFuture<HttpAnswer> answer = new CompletableFuture<>();
        answers.add(answer);
        return answer;
    }

    /** The bodies that were sent. */
    public List<String> bodies() {
        return calls.stream().map(call -> call.form().toString()).toList();
    }

    /** Answers a call, in the order of their coming. */
    public void answer(int call, int status, Map<String, String> headers) {
        Map<String, List<String>> lists = new HashMap<>();
        headers.forEach((name, value) -> lists.put(name, List.of(value)));
        answers.get(call).complete(new HttpAnswer(status, HttpHeaders.of(lists, (name, value) -> true)));
    }

    /** Lets a call come to nothing. */
    public void fail(int call) {
        answers.get(call).completeExceptionally(new IOException("Connection refused"));
    }

    /** Who asks them. */
    public UrlAuthenticator authenticator() {
        return new UrlAuthenticator(this, Runnable::run, () -> "radio.example", 8000);
    }
}
