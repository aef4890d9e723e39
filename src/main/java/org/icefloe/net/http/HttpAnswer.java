package org.icefloe.net.http;

import java.net.http.HttpHeaders;
import java.util.Optional;

/** The head of an answer; nobody wants its body. */
public record HttpAnswer(int status, HttpHeaders headers) {
    /** The first header of that name, in whatever case. */
    public Optional<String> header(String name) {
        return headers.firstValue(name).map(String::strip);
    }
}
