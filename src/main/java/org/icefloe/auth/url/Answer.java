package org.icefloe.auth.url;

import java.net.http.HttpHeaders;
import java.util.Optional;

/** The head of a backend's answer; nobody wants its body. */
record Answer(int status, HttpHeaders headers) {
    /** The first header of that name, in whatever case. */
    Optional<String> header(String name) {
        return headers.firstValue(name).map(String::strip);
    }
}
