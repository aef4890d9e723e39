package org.icefloe.rest;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.icefloe.bytes.Printable;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a query or a form (WHATWG URL, application/x-www-form-urlencoded), kept as the bytes that were
 * sent: which charset they are in is itself a parameter.
 *
 * <pre>
 *   mode=updinfo&amp;mount=%2Flive.mp3&amp;charset=ISO-8859-1&amp;song=Caf%E9+del+Mar
 * </pre>
 */
public final class RawParameters {
    private final Map<String, List<byte[]>> values = new HashMap<>();

    /** Reads a text that may be absent; of a parameter that comes twice, the last counts, as with Icecast. */
    public static RawParameters parse(@Nullable String encoded) {
        RawParameters parameters = new RawParameters();
        if (encoded != null) {
            for (String pair : encoded.split("&")) {
                parameters.add(pair);
            }
        }
        return parameters;
    }

    private void add(String pair) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
            values.computeIfAbsent(pair.substring(0, equals), first -> new ArrayList<>())
                    .add(decode(pair.substring(equals + 1)));
        }
    }

    /** Of all that were sent. */
    public Set<String> names() {
        return Collections.unmodifiableSet(values.keySet());
    }

    /** These, and of the others those that are not among these. */
    public RawParameters orElse(RawParameters others) {
        RawParameters both = new RawParameters();
        both.values.putAll(others.values);
        both.values.putAll(values);
        return both;
    }

    /** A parameter that does not say its charset: UTF-8 if it can be that, else ISO-8859-1. */
    public Optional<String> text(String name) {
        return last(name).map(Printable::decode);
    }

    /** All that a parameter says that may come more than once, in the order in which it came. */
    public List<String> texts(String name) {
        return values.getOrDefault(name, List.of()).stream()
                .map(Printable::decode)
                .toList();
    }

    /** A parameter in a charset; bytes that mean nothing in it become U+FFFD. */
    public Optional<String> text(String name, Charset charset) {
        return last(name).map(bytes -> new String(bytes, charset));
    }

    private Optional<byte[]> last(String name) {
        List<byte[]> all = values.getOrDefault(name, List.of());
        return all.isEmpty() ? Optional.empty() : Optional.of(all.get(all.size() - 1));
    }

    private static byte[] decode(String encoded) {
        byte[] sent = encoded.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(sent.length);
        for (int i = 0; i < sent.length; i++) {
            int escaped = sent[i] == '%' ? escaped(sent, i) : -1;
            if (escaped >= 0) {
                bytes.write(escaped);
                i += 2;
            } else {
                bytes.write(sent[i] == '+' ? ' ' : sent[i]);
            }
        }
        return bytes.toByteArray();
    }

    /** The byte that the two digits behind a % stand for, or -1 if they are no digits: then the % is just a %. */
    private static int escaped(byte[] sent, int percent) {
        if (percent + 2 >= sent.length) {
            return -1;
        }
        int high = Character.digit(sent[percent + 1], 16);
        int low = Character.digit(sent[percent + 2], 16);
        return high < 0 || low < 0 ? -1 : high << 4 | low;
    }
}
