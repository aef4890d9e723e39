package org.icefloe.boot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DoorsTest {
    @Test
    void readyLineNamesBothDoors() {
        assertThat(new Doors("radio.example", 8000, "0.0.0.0", 8080, "", Doors.Purpose.STREAMS).readyLine())
                .isEqualTo("Icefloe is ready: streams http://radio.example:8000/ console http://radio.example:8080/");
    }

    @Test
    void contextPathBelongsToTheConsole() {
        assertThat(new Doors("localhost", 8000, "", 8080, "/radio", Doors.Purpose.STREAMS).readyLine())
                .isEqualTo("Icefloe is ready: streams http://localhost:8000/ console http://localhost:8080/radio/");
    }

    @Test
    void withoutAStreamPortStreamsAreAtTheServletDoor() {
        assertThat(new Doors("localhost", 0, "0.0.0.0", 8080, "/radio", Doors.Purpose.STREAMS).readyLine())
                .isEqualTo(
                        "Icefloe is ready: streams http://localhost:8080/radio/ console http://localhost:8080/radio/");
    }

    @Test
    void directoryAloneSaysWhereItIs() {
        assertThat(new Doors("dir.example", 0, "", 8080, "/yp", Doors.Purpose.DIRECTORY).readyLine())
                .isEqualTo("Icefloe is ready: directory http://dir.example:8080/yp/directory"
                        + " console http://dir.example:8080/yp/");
        assertThat(new Doors("dir.example", 0, "", 8080, "", Doors.Purpose.NOTHING).readyLine())
                .isEqualTo("Icefloe is ready: console http://dir.example:8080/");
    }

    @Test
    void healthIsAskedAtTheLoopbackAddressOrTheOneListenedOn() {
        assertThat(new Doors("h", 0, "0.0.0.0", 1, "", Doors.Purpose.STREAMS).health())
                .hasToString("http://127.0.0.1:1/health/ready");
        assertThat(new Doors("h", 0, "::", 1, "", Doors.Purpose.STREAMS).health())
                .hasToString("http://127.0.0.1:1/health/ready");
        assertThat(new Doors("h", 0, "10.1.2.3", 1, "/r", Doors.Purpose.STREAMS).health())
                .hasToString("http://10.1.2.3:1/r/health/ready");
        assertThat(new Doors("h", 0, "::1", 1, "", Doors.Purpose.STREAMS).health())
                .hasToString("http://[::1]:1/health/ready");
    }
}
