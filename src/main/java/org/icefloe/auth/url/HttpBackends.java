package org.icefloe.auth.url;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.CompletionStage;
import org.icefloe.auth.Credentials;
import org.icefloe.net.http.HttpAnswer;
import org.icefloe.net.http.HttpCalls;
import org.icefloe.net.http.HttpForm;

/** Backends over HTTP. A form may arrive twice. */
record HttpBackends(HttpCalls calls) implements Backends {
    @Override
    public CompletionStage<HttpAnswer> post(Call call) {
        return calls.post(new HttpForm(
                call.url().address(),
                call.form().toString(),
                call.credentials().map(HttpBackends::basic),
                call.patience(),
                true));
    }

    private static String basic(Credentials credentials) {
        String pair = credentials.user() + ":" + credentials.password();
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
