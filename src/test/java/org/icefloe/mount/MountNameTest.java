package org.icefloe.mount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MountNameTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"/live", "/live.mp3", "/a/b.ogg", "/ä ö", "/admins", "/x.xsl.mp3", "/yp.mp3", "/directory.ogg"})
    void pathIsAName(String path) {
        assertThat(new MountName(path).value()).isEqualTo(path);
        assertThat(new MountName(path).isReserved()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "live", "/", "//live", "/a//b", "/.", "/..", "/a/../b", "/a/.b", "/a\nb", "/a\0"})
    void pathIsNoName(String path) {
        assertThatThrownBy(() -> new MountName(path)).isInstanceOf(IllegalArgumentException.class);
        assertThat(MountName.parse(path)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin",
                "/admin/x",
                "/admin.cgi",
                "/api/v1",
                "/health/ready",
                "/status-json.xsl",
                "/cgi-bin/yp-cgi",
                "/yp",
                "/yp.xml",
                "/directory",
                "/directory/genres"
            })
    void nameBelongsToTheServer(String path) {
        assertThat(new MountName(path).isReserved()).isTrue();
    }

    @Test
    void nameIsNotLongerThanItsLimit() {
        String longest = "/" + "a".repeat(MountName.MAX_LENGTH - 1);

        assertThat(new MountName(longest).value()).hasSize(255);
        assertThatThrownBy(() -> new MountName(longest + "a")).hasMessageContaining("255");
    }
}
