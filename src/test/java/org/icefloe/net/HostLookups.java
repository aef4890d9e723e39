package org.icefloe.net;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.concurrent.Executor;
import java.util.function.Function;
import org.icefloe.time.Ticker;

/** Look-ups without a name server. */
public final class HostLookups {
    private HostLookups() {}

    /**
     * Looks up names in a function of the test's.
     *
     * @param addresses the addresses of a name, none if it is unknown
     */
    public static HostLookup of(Executor threads, Function<String, String[]> addresses) {
        return new HostLookup(threads, Ticker.system(), host -> parsed(host, addresses.apply(host)));
    }

    private static InetAddress[] parsed(String host, String[] numbers) throws UnknownHostException {
        if (numbers.length == 0) {
            throw new UnknownHostException(host);
        }
        InetAddress[] addresses = new InetAddress[numbers.length];
        for (int i = 0; i < numbers.length; i++) {
            addresses[i] = InetAddress.getByName(numbers[i]);
        }
        return addresses;
    }
}
