package org.icefloe.config;

/** A setting cannot be changed while the server runs, or not as it was asked for. Nothing was changed. */
public final class SettingRefusedException extends RuntimeException {
    private final String key;
    private final boolean fixed;

    private SettingRefusedException(String key, boolean fixed, String message) {
        super(message);
        this.key = key;
        this.fixed = fixed;
    }

    /** Something stands in the way that is no fault of the value. */
    static SettingRefusedException fixed(String key, String problem) {
        return new SettingRefusedException(key, true, problem);
    }

    /** The key, or its value, is none. */
    static SettingRefusedException unusable(String key, String problem) {
        return new SettingRefusedException(key, false, problem);
    }

    /** Which setting. */
    public String key() {
        return key;
    }

    /** Whether any other value would have been refused too. */
    public boolean isFixed() {
        return fixed;
    }
}
