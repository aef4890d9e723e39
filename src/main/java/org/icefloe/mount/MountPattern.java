package org.icefloe.mount;

import java.util.Comparator;

/**
 * Which mounts an entry is for: one name, all names of a form such as {@code /live/*.mp3} (see {@link Glob} for its
 * wildcards), or, as a {@linkplain #TEMPLATE template}, every mount. Patterns are equal if their texts are.
 */
public final class MountPattern implements Comparable<MountPattern> {
    /** Every mount, whatever other entry there is for it: what that leaves unset, the template fills in. */
    public static final MountPattern TEMPLATE = new MountPattern("default", Glob.parse("**"));

    /**
     * Patterns with the longest beginning that is free of wildcards come first; of those, the ones that take the most
     * characters beside what a {@code *} stands for; of those the ones that are written shortest, as {@code *} is
     * shorter than {@code **} and {@code [ab]} than {@code [abc]}; of those the first in the alphabet.
     */
    public static final Comparator<MountPattern> MOST_SPECIFIC_FIRST = Comparator.<MountPattern>comparingInt(
                    pattern -> pattern.glob.literalPrefix())
            .thenComparingInt(pattern -> pattern.glob.leastLength())
            .reversed()
            .thenComparingInt(pattern -> pattern.text.length())
            .thenComparing(Comparator.naturalOrder());

    private final String text;
    private final Glob glob;

    private MountPattern(String text, Glob glob) {
        this.text = text;
        this.glob = glob;
    }

    /** The pattern of this one mount, whatever its characters are elsewhere. */
    public static MountPattern of(MountName mount) {
        return new MountPattern(mount.value(), Glob.parse(mount.value()));
    }

    /**
     * Reads what {@link #toString} writes.
     *
     * @throws IllegalArgumentException with a message for the client, if this can name no mount
     */
    public static MountPattern parse(String text) {
        return text.equals(TEMPLATE.text) ? TEMPLATE : of(new MountName(text));
    }

    /** Whether it is for one mount only. */
    public boolean isExact() {
        return glob.isLiteral();
    }

    /** Whether a mount has this name, or a name of this form. */
    public boolean matches(MountName mount) {
        return text.equals(mount.value()) || glob.matches(mount.value());
    }

    /** Whether no mount of these names can ever be, since the server answers there itself. */
    public boolean isReserved() {
        return this != TEMPLATE && new MountName(text).isReserved();
    }

    @Override
    public int compareTo(MountPattern other) {
        return text.compareTo(other.text);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MountPattern pattern && text.equals(pattern.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    /** The name or form; {@code default} for the template. */
    @Override
    public String toString() {
        return text;
    }
}
