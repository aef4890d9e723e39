package org.icefloe.auth.url;

import org.icefloe.net.Percent;

/** The body of a request to a backend: {@code application/x-www-form-urlencoded}, in UTF-8, of any length. */
final class Form {
    private final StringBuilder body = new StringBuilder();

    /** Adds a field behind the others. */
    Form with(String name, String value) {
        if (!body.isEmpty()) {
            body.append('&');
        }
        body.append(Percent.part(name)).append('=').append(Percent.part(value));
        return this;
    }

    Form with(String name, long value) {
        return with(name, Long.toString(value));
    }

    @Override
    public String toString() {
        return body.toString();
    }
}
