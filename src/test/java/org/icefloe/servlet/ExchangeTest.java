package org.icefloe.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExchangeTest {
    private final Exchange exchange = new Exchange();
    private final List<String> calls = new ArrayList<>();
    private boolean recycled;

    private final HttpServletResponse response =
            Fakes.of(HttpServletResponse.class, (self, method, arguments) -> note(method.getName()));

    private final AsyncContext context =
            Fakes.of(AsyncContext.class, (self, method, arguments) -> switch (method.getName()) {
                case "getResponse" -> response;
                case "getRequest" -> this.request;
                default -> note(method.getName());
            });

    private final HttpServletRequest request = Fakes.of(HttpServletRequest.class, (self, method, arguments) -> context);

    private Object note(String call) {
        assertThat(Thread.holdsLock(exchange)).as("the monitor in " + call).isFalse();
        if (recycled) {
            throw new IllegalStateException("the request is another one by now");
        }
        if (call.equals("complete") || call.equals("sendError")) {
            calls.add(call);
        }
        return this;
    }

    @Test
    void onlyTheFirstEndCounts() {
        exchange.begin(request);
        exchange.complete();
        exchange.abort();
        exchange.complete();
        assertThat(calls).containsExactly("complete");
    }

    @Test
    void abortedExchangeIsCutShort() {
        exchange.begin(request);
        exchange.abort();
        assertThat(calls).containsExactly("sendError", "complete");
    }

    @Test
    void exchangeThatEndsBeforeItBeginsIsCompletedAtItsBeginning() {
        exchange.complete();
        exchange.begin(request);
        assertThat(calls).containsExactly("complete");
    }

    @Test
    void whatTheContainerHasCompletedIsLeftAlone() {
        exchange.begin(request);
        exchange.onComplete(new AsyncEvent(context));
        exchange.complete();
        assertThat(calls).isEmpty();
    }

    @Test
    void containerMayCompleteInTheSameMoment() {
        exchange.begin(request);
        recycled = true;
        assertThatCode(exchange::complete).doesNotThrowAnyException();
    }
}
