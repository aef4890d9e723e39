package org.icefloe.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DriversTest {
    private List<Driver> before;

    @BeforeEach
    void remember() {
        before = DriverManager.drivers().toList();
    }

    @AfterEach
    void putBack() throws SQLException {
        for (Driver driver : before) {
            DriverManager.registerDriver(driver);
        }
    }

    @Test
    void noDriverOfOursOutlivesTheApplication() {
        assertThat(before).isNotEmpty();

        Drivers.unload();

        assertThat(DriverManager.drivers()).isEmpty();
    }
}
