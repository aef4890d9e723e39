package org.icefloe.store;

import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The JDBC drivers that this application brought along. */
public final class Drivers {
    private static final Logger log = LoggerFactory.getLogger(Drivers.class);

    private Drivers() {}

    /**
     * Takes them out of the driver manager, which outlives an undeployed WAR and would keep all its classes. To be
     * called when the last database is closed and none will be opened again.
     */
    public static void unload() {
        ClassLoader ours = Drivers.class.getClassLoader();
        DriverManager.drivers()
                .filter(driver -> driver.getClass().getClassLoader() == ours)
                .forEach(Drivers::unload);
    }

    private static void unload(Driver driver) {
        try {
            DriverManager.deregisterDriver(driver);
        } catch (SQLException e) {
            log.warn("The driver {} stays registered, and with it this application's classes", driver, e);
        }
    }
}
