package org.icefloe.store;

import java.util.Arrays;
import java.util.Optional;
import org.icefloe.config.SettingsException;

/** The databases that are supported. */
enum DatabaseKind {
    /**
     * H2 gathers commits for half a second, on a thread that also clears its file of what is outdated; with a
     * {@code WRITE_DELAY} of 0 there is no such thread, and the file only grows. So it is left its delay, and told to
     * write after each change.
     */
    H2("jdbc:h2:", "org.h2.Driver", "H2"),
    POSTGRESQL("jdbc:postgresql:", "org.postgresql.Driver", "PostgreSQL");

    private final String prefix;
    private final String driver;
    private final String product;

    DatabaseKind(String prefix, String driver, String product) {
        this.prefix = prefix;
        this.driver = driver;
        this.product = product;
    }

    /** The one that a JDBC URL is for. */
    static DatabaseKind of(String url) {
        return Arrays.stream(values())
                .filter(kind -> url.startsWith(kind.prefix))
                .findFirst()
                .orElseThrow(() -> new SettingsException("icefloe.db.url = " + withoutParameters(url)
                        + " cannot be used: expected jdbc:h2:… or jdbc:postgresql:…, or none for a file in HOME"));
    }

    /** A URL fit for a message: the parameters may hold a password. */
    static String withoutParameters(String url) {
        return url.split("[;?]", 2)[0];
    }

    /** Named, because the driver manager of a container does not see the drivers in a WAR. */
    String driver() {
        return driver;
    }

    /** The statement after which a commit is written, if the commit itself does not wait for that. */
    Optional<String> flush() {
        return this == H2 ? Optional.of("CHECKPOINT") : Optional.empty();
    }

    /** The name by which Hibernate picks its dialect; given, because it would connect to find it out. */
    String product() {
        return product;
    }
}
