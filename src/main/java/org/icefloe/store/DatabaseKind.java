package org.icefloe.store;

import java.util.Arrays;
import org.hibernate.dialect.Dialect;
import org.hibernate.dialect.H2Dialect;
import org.hibernate.dialect.PostgreSQLDialect;
import org.icefloe.config.SettingsException;

/** The databases that are supported. */
enum DatabaseKind {
    H2("jdbc:h2:", "org.h2.Driver", H2Dialect.class),
    POSTGRESQL("jdbc:postgresql:", "org.postgresql.Driver", PostgreSQLDialect.class);

    private final String prefix;
    private final String driver;
    private final Class<? extends Dialect> dialect;

    DatabaseKind(String prefix, String driver, Class<? extends Dialect> dialect) {
        this.prefix = prefix;
        this.driver = driver;
        this.dialect = dialect;
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

    /** Given, because Hibernate would connect to find it out. */
    String dialect() {
        return dialect.getName();
    }
}
