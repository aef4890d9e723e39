package org.icefloe.directory.catalog;

import java.util.Optional;

/** The parameters of a request, decoded. */
@FunctionalInterface
public interface YpForm {
    /** Empty if it was not sent. */
    Optional<String> text(String name);
}
