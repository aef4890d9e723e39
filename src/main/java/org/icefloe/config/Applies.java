package org.icefloe.config;

/** When a changed setting begins to hold. */
public enum Applies {
    /** As soon as it is changed, and nobody is dropped for it. */
    AT_ONCE("at once"),
    /** When the server starts next: what it is for was made at the start. */
    AT_START("at a restart"),
    /** In a home that has no accounts yet, and never again. */
    IN_FRESH_HOME("in a fresh home");

    private final String words;

    Applies(String words) {
        this.words = words;
    }

    /** As the documents have it. */
    @Override
    public String toString() {
        return words;
    }
}
