package org.icefloe.bytes;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 (FIPS 180-4), which every Java has. */
public final class Sha256 {
    private Sha256() {}

    /** The digest of these parts, one right behind the other; 32 bytes. */
    public static byte[] of(byte[]... parts) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    /**
     * The first bytes of the digest, as two lower-case digits each.
     *
     * @param bytes how many, at most 32
     */
    public static String hex(int bytes, byte[]... parts) {
        return HexFormat.of().formatHex(of(parts), 0, bytes);
    }
}
