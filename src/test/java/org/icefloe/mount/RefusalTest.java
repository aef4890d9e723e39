package org.icefloe.mount;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RefusalTest {
    @Test
    void refusalSaysHowToDoBetter() {
        assertThat(Refusal.UNAUTHORIZED.headers()).containsEntry("WWW-Authenticate", "Basic realm=\"Icefloe\"");
        assertThat(Refusal.METHOD.headers())
                .containsEntry("Allow", "GET, HEAD, POST, PUT, PATCH, SOURCE, DELETE, OPTIONS");
        assertThat(Refusal.BUSY.headers()).doesNotContainKeys("WWW-Authenticate", "Allow");
    }

    @Test
    void everyAllowedMethodIsKnown() {
        assertThat(Refusal.ALLOW.split(", ")).allMatch(Refusal::isKnown);
        assertThat(Refusal.isKnown("BREW")).isFalse();
    }
}
