package org.icefloe.store;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;
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

    /** More than a migration or a read of everything takes to begin to answer. */
    private static final Duration ANSWER = Duration.ofMinutes(1);

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

    /**
     * What its driver is told besides; what the URL says goes before. Without a time-out, whoever waits for an answer
     * of a server that is gone without a farewell waits for as long as the system sends what it was told last: 15
     * minutes.
     */
    Properties driverProperties() {
        Properties properties = new Properties();
        if (this == POSTGRESQL) {
            properties.setProperty("socketTimeout", Long.toString(ANSWER.toSeconds()));
        }
        return properties;
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
