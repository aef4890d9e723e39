package org.icefloe.net;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Optional;
import org.icefloe.bytes.Sha256;

/**
 * How the addresses of listeners are written down: as they are, or so that nobody can be found by them.
 *
 * <pre>
 *            192.0.2.43         2001:db8:1:2::3
 *   FULL     192.0.2.43         2001:db8:1:2:0:0:0:3
 *   CUT      192.0.2.0          2001:db8:1::             the first 24 or 48 bits
 *   HASHED   9f3c51d2e07a4b68   03d5be1f66a90c17         of the address and the key of the day
 * </pre>
 *
 * <p>The key is made up anew each day and at each start, and is nowhere but in memory. Within a day the same listener
 * is the same word, so listeners can be told apart and counted; when the day is over, nobody can find out any more
 * whose word it was, not even by trying all addresses there are. A key that is kept would let everybody who has it do
 * so.
 *
 * <p>Safe for any number of threads; which way it goes may be changed at any time.
 */
public final class AddressPrivacy {
    private static final int KEY_BYTES = 32;

    /** In bytes: eight tell a day's listeners apart, whoever they are. */
    private static final int WORD_BYTES = 8;

    private final Clock clock;
    private final SecureRandom random;
    private volatile Way way = Way.FULL;

    /** Replaced as a whole under this object. */
    private volatile Optional<DayKey> key = Optional.empty();

    /** @param clock says when a day is over, in its zone */
    public AddressPrivacy(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    /** How addresses are written. */
    public enum Way {
        FULL,
        CUT,
        HASHED
    }

    @SuppressWarnings("ArrayRecordComponent")
    private record DayKey(LocalDate day, byte[] key) {}

    /** Addresses are written this way from now on. */
    public void use(Way chosen) {
        way = chosen;
    }

    /** An IP address as it may be written down; what is no address stays what it is, unless it is to be hashed. */
    public String shown(String address) {
        return switch (way) {
            case FULL -> address;
            case CUT -> cut(address);
            case HASHED -> hashed(address);
        };
    }

    private static String cut(String address) {
        return IpAddress.parse(address.replaceFirst("%.*", ""))
                .map(InetAddress::getAddress)
                .map(bytes -> bytes.length == 4 ? firstThree(bytes) : firstSix(bytes))
                .orElse(address);
    }

    private static String firstThree(byte[] address) {
        return "%d.%d.%d.0".formatted(address[0] & 0xFF, address[1] & 0xFF, address[2] & 0xFF);
    }

    private static String firstSix(byte[] address) {
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < 6; at += 2) {
            text.append(Integer.toHexString((address[at] & 0xFF) << 8 | address[at + 1] & 0xFF))
                    .append(':');
        }
        return text.append(':').toString();
    }

    /** The digest has a key of fixed length before the address and is cut short, so it tells nothing of either. */
    private String hashed(String address) {
        return Sha256.hex(WORD_BYTES, keyOfToday(), canonical(address).getBytes(StandardCharsets.UTF_8));
    }

    /** The same for each way in which an address may be written. */
    private static String canonical(String address) {
        return IpAddress.parse(address).map(InetAddress::getHostAddress).orElse(address);
    }

    private byte[] keyOfToday() {
        LocalDate today = LocalDate.now(clock);
        return key.filter(present -> present.day().equals(today))
                .orElseGet(() -> keyOf(today))
                .key();
    }

    private synchronized DayKey keyOf(LocalDate today) {
        DayKey made = key.filter(present -> present.day().equals(today)).orElseGet(() -> {
            byte[] bytes = new byte[KEY_BYTES];
            random.nextBytes(bytes);
            return new DayKey(today, bytes);
        });
        key = Optional.of(made);
        return made;
    }
}
