package org.icefloe.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OpenedTest {
    private final List<String> closed = new ArrayList<>();
    private final Opened opened = new Opened();

    @Test
    void lastIsClosedFirstAndNoneTwice() {
        opened.then(() -> closed.add("database"));
        opened.then(() -> closed.add("port"));

        opened.close();
        opened.close();

        assertThat(closed).containsExactly("port", "database");
    }

    @Test
    void oneThatFailsKeepsNoneOpen() {
        opened.then(() -> closed.add("database"));
        opened.then(() -> {
            throw new IllegalStateException("stuck");
        });

        assertThatThrownBy(opened::close).hasMessage("stuck");
        assertThat(closed).containsExactly("database");
    }
}
