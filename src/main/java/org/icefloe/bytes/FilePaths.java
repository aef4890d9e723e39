package org.icefloe.bytes;

import java.util.regex.Pattern;

/** Paths of files, as strangers send them. */
public final class FilePaths {
    /**
     * Empty and dotted parts; a dot or blank at the end of a part, which Windows drops; what separates parts or streams
     * there; control characters.
     */
    private static final Pattern TREACHEROUS = Pattern.compile("(?:^|/)(?:\\.|/|$)|[. ](?:/|$)|[\\\\:\\p{Cntrl}]");

    private FilePaths() {}

    /**
     * Whether a path may say one thing to us and another to some file system, or names what is hidden.
     *
     * @param path decoded, such as {@code intro/hello.mp3}, without a slash before it
     */
    public static boolean isTreacherous(String path) {
        return TREACHEROUS.matcher(path).find();
    }
}
