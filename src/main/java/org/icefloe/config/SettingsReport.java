package org.icefloe.config;

import java.util.List;

/**
 * What has come of a change of settings.
 *
 * @param applied the keys that have another value from now on, in alphabetical order
 * @param needRestart the keys that will have another value when the server starts next
 */
public record SettingsReport(List<String> applied, List<String> needRestart) {
    public SettingsReport {
        applied = List.copyOf(applied);
        needRestart = List.copyOf(needRestart);
    }

    /** One sentence, for a person. */
    @Override
    public String toString() {
        String now =
                applied.isEmpty() ? "nothing has changed that applies now" : String.join(", ", applied) + " applied";
        return needRestart.isEmpty() ? now : now + "; " + String.join(", ", needRestart) + " will at a restart";
    }
}
