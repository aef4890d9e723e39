package org.icefloe.store;

/** A change was made and holds, but the database may not have written it yet. */
final class NotFlushedException extends StoreException {
    NotFlushedException(Throwable cause) {
        super(
                "The change was made, but the database has not written it (" + said(cause)
                        + "): a crash may undo it. See that the disk has room, and make it again.",
                cause);
    }
}
