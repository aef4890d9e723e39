package org.icefloe.boot.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchSettingsTest {
    @TempDir
    Path home;

    private final Map<String, String> commandLine = new HashMap<>();
    private final Properties system = new Properties();
    private final Map<String, String> environment = new HashMap<>();

    private LaunchSettings settings() {
        environment.put("ICEFLOE_HOME", home.toString());
        return new LaunchSettings(commandLine, system, environment);
    }

    @Test
    void defaultsHoldWhereNothingIsSet() {
        system.setProperty("user.home", "/home/radio");
        LaunchSettings settings = new LaunchSettings(commandLine, system, environment);
        assertThat(settings.home()).isEqualTo(Path.of("/home/radio/.icefloe"));
        assertThat(settings.httpPort()).isEqualTo(8080);
        assertThat(settings.httpBind()).isEqualTo("0.0.0.0");
    }

    @Test
    void eachPlaceIsStrongerThanTheNext() throws IOException {
        Files.writeString(home.resolve("icefloe.properties"), "icefloe.http.port=1\nicefloe.http.bind=::1\n");
        assertThat(settings().httpPort()).isEqualTo(1);
        environment.put("ICEFLOE_HTTP_PORT", "2");
        assertThat(settings().httpPort()).isEqualTo(2);
        system.setProperty("icefloe.http.port", "3");
        assertThat(settings().httpPort()).isEqualTo(3);
        commandLine.put("icefloe.http.port", "4");
        assertThat(settings().httpPort()).isEqualTo(4);
        assertThat(settings().httpBind()).isEqualTo("::1");
    }

    @Test
    void relativeHomeBecomesAbsolute() {
        commandLine.put("icefloe.home", "radio/../home");
        assertThat(settings().home()).isEqualTo(Path.of("home").toAbsolutePath());
    }

    @Test
    void portThatIsNoneIsQuoted() {
        for (String port : new String[] {"http", "-1", "65536", " "}) {
            commandLine.put("icefloe.http.port", port);
            assertThatExceptionOfType(LaunchException.class)
                    .isThrownBy(() -> settings().httpPort())
                    .withMessageEndingWith("takes a number from 0 to 65535, not '" + port + "'.");
        }
    }

    @Test
    void emptyValueCountsAsNoneInEveryPlace() throws IOException {
        Files.writeString(home.resolve("icefloe.properties"), "icefloe.http.port=\nicefloe.http.bind=::1\n");
        for (String key : new String[] {"icefloe.http.port", "icefloe.http.bind"}) {
            commandLine.put(key, "");
            system.setProperty(key, "");
        }
        environment.put("ICEFLOE_HTTP_PORT", "");
        environment.put("ICEFLOE_HTTP_BIND", "");
        assertThat(settings().httpPort()).isEqualTo(8080);
        assertThat(settings().httpBind()).isEqualTo("::1");
    }

    @Test
    void emptyHomeIsNotTheWorkingDirectory() {
        system.setProperty("user.home", "/home/radio");
        environment.put("ICEFLOE_HOME", "");
        assertThat(new LaunchSettings(commandLine, system, environment).home())
                .isEqualTo(Path.of("/home/radio/.icefloe"));
    }

    @Test
    void propertiesThatCannotBeReadAreNamed() throws IOException {
        Files.writeString(home.resolve("icefloe.properties"), "icefloe.http.bind=\\u12\n");
        assertThatExceptionOfType(LaunchException.class)
                .isThrownBy(this::settings)
                .withMessageContaining("icefloe.properties")
                .matches(thrown -> thrown.exitCode() == 1);
    }
}
