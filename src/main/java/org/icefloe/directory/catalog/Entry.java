package org.icefloe.directory.catalog;

import java.time.Instant;

/**
 * A stream of a server. Immutable: a touch makes another one.
 *
 * @param sid by which its server touches and removes it; a secret between that and us; empty if it is mirrored
 * @param listenUrl where it is heard; no two entries have the same
 * @param address of the server that has listed it; empty if it is mirrored
 * @param added when that was
 * @param broadcast what is heard
 * @param lastTouch what has been told last
 * @param curve how many have listened
 * @param check who of us was there last, and what was found
 */
public record Entry(
        String sid,
        String listenUrl,
        String address,
        Instant added,
        Broadcast broadcast,
        LastTouch lastTouch,
        Curve curve,
        Check check) {

    /** The same stream, which its server has listed anew: nobody has visited it since. */
    Entry again(String otherSid, String otherAddress, Broadcast known, Instant now) {
        LastTouch touch = LastTouch.first(now);
        return new Entry(otherSid, listenUrl, otherAddress, earlier(added, now), known, touch, curve, Check.NONE);
    }

    static Entry first(String sid, String listenUrl, String address, Broadcast broadcast, Instant now) {
        return new Entry(sid, listenUrl, address, now, broadcast, LastTouch.first(now), Curve.NONE, Check.NONE);
    }

    Entry with(Broadcast known, LastTouch touch) {
        Curve longer = curve.with(touch.touched(), touch.listeners());
        return new Entry(sid, listenUrl, address, earlier(added, touch.touched()), known, touch, longer, check);
    }

    Entry with(Check visit) {
        return new Entry(sid, listenUrl, address, added, broadcast, lastTouch, curve, visit);
    }

    /** The same, but not added in the future: the clock was ahead then, and it would stay the newest for as long. */
    Entry addedBy(Instant now) {
        return new Entry(sid, listenUrl, address, earlier(added, now), broadcast, lastTouch, curve, check);
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    /** Where the listen URL leads to, without the port: a name, or an address; that of IPv6 in brackets. */
    public String host() {
        int from = listenUrl.indexOf("://") + 3;
        String authority = listenUrl.substring(from, listenUrl.indexOf('/', from));
        int colon = authority.lastIndexOf(':');
        return colon > authority.lastIndexOf(']') ? authority.substring(0, colon) : authority;
    }

    /** Without the SID, which is nobody's business. */
    @Override
    public String toString() {
        return listenUrl;
    }
}
