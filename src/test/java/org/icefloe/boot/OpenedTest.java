package org.icefloe.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenedTest {
    private final List<String> closed = new ArrayList<>();
    private final Opened opened = new Opened(Duration.ofSeconds(1));

    @Test
    void lastIsClosedFirstAndNoneTwice() {
        opened.then("part", () -> closed.add("database"));
        opened.then("part", () -> closed.add("port"));

        opened.close();
        opened.close();

        assertThat(closed).containsExactly("port", "database");
    }

    @Test
    void oneThatFailsKeepsNoneOpen() {
        opened.then("part", () -> closed.add("database"));
        opened.then("part", () -> {
            throw new IllegalStateException("stuck");
        });

        assertThatThrownBy(opened::close).hasMessage("stuck");
        assertThat(closed).containsExactly("database");
    }

    /** A store, a disk or a backend that does not come back. */
    @Test
    void thoseThatHangLeaveTimeForTheOthers() {
        try (Hang hang = new Hang()) {
            opened.then("part", () -> closed.add("log"));
            for (int i = 0; i < 5; i++) {
                opened.then("store", hang::run);
            }
            opened.then("part", () -> closed.add("port"));

            assertTimeoutPreemptively(Duration.ofSeconds(5), opened::close);

            assertThat(closed).containsExactly("port", "log");
        }
    }
}
