package org.icefloe.testkit;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** What a test waits for may take 30 s if it says nothing else: other programs may keep the machine busy. */
public final class LongWaits implements LauncherSessionListener {
    private static final Duration LONG = Duration.ofSeconds(30);

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Awaitility.setDefaultTimeout(LONG);
    }
}
