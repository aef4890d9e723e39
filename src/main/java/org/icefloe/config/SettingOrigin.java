package org.icefloe.config;

/** The places a setting can come from, the strongest first: of two that have a key, the one named first wins. */
public enum SettingOrigin {
    COMMAND_LINE("the command line"),
    SYSTEM_PROPERTIES("the system properties"),
    ENVIRONMENT("the environment"),
    DATABASE("the database"),
    FILE("the file"),
    CONTEXT_PARAMETERS("the context parameters"),
    DEFAULT("the default");

    private final String words;

    SettingOrigin(String words) {
        this.words = words;
    }

    /** Whether what stands there takes effect whatever the database says. */
    public boolean goesBeforeDatabase() {
        return compareTo(DATABASE) < 0;
    }

    /** As the middle of a sentence. */
    @Override
    public String toString() {
        return words;
    }
}
