package org.icefloe.directory.announce;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Directories in the hands of a test: every form waits for what it is answered. */
final class FakeExchange implements YpExchange {
    private final List<Call> calls = new ArrayList<>();

    /** A form that came. */
    static final class Call {
        final URI directory;
        final String form;
        final boolean mayRepeat;
        final Duration patience;
        private final CompletableFuture<Reply> reply = new CompletableFuture<>();

        private Call(URI directory, String form, boolean mayRepeat, Duration patience) {
            this.directory = directory;
            this.form = form;
            this.mayRepeat = mayRepeat;
            this.patience = patience;
        }

        Map<String, String> fields() {
            Map<String, String> fields = new LinkedHashMap<>();
            for (String field : form.split("&")) {
                String[] sides = field.split("=", 2);
                fields.put(decoded(sides[0]), decoded(sides[1]));
            }
            return fields;
        }

        private static String decoded(String text) {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        }

        String field(String name) {
            return fields().getOrDefault(name, "");
        }

        boolean isOpen() {
            return !reply.isDone();
        }

        /** Headers are names in lower case and values. */
        void answers(int status, String... headers) {
            Map<String, String> named = new LinkedHashMap<>();
            for (int i = 0; i < headers.length; i += 2) {
                named.put(headers[i], headers[i + 1]);
            }
            reply.complete(new Reply(status, named));
        }

        void fails(String words) {
            reply.completeExceptionally(new NoAnswerException(words));
        }
    }

    @Override
    public CompletionStage<Reply> post(URI directory, String form, boolean mayRepeat, Duration patience) {
        Call call = new Call(directory, form, mayRepeat, patience);
        calls.add(call);
        return call.reply;
    }

    /** All that came, in that order. */
    List<Call> calls() {
        return calls;
    }

    Call last() {
        return calls.get(calls.size() - 1);
    }

    /** What was asked of the directories so far, such as {@code add}. */
    List<String> actions() {
        return calls.stream().map(call -> call.field("action")).toList();
    }
}
