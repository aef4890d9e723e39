package org.icefloe.api;

import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import java.util.Optional;
import org.icefloe.auth.Account;
import org.icefloe.auth.PasswordHasher;
import org.icefloe.config.MountOverrides;
import org.icefloe.config.MountSettings;
import org.icefloe.mount.FallbackChain;
import org.icefloe.mount.MountName;
import org.icefloe.mount.MountPattern;
import org.icefloe.rest.BadFieldException;
import org.icefloe.rest.Replies;
import org.icefloe.store.MountEntry;
import org.icefloe.store.MountRepository;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shows, keeps and drops the entry of a pattern, whatever its address is. */
final class EntryEditor {
    private static final Logger log = LoggerFactory.getLogger(EntryEditor.class);

    private final MountRepository mounts;
    private final PasswordHasher hasher;

    EntryEditor(MountRepository mounts, PasswordHasher hasher) {
        this.mounts = mounts;
        this.hasher = hasher;
    }

    /** The entry; 404 if there is none. */
    MountDocument get(MountPattern pattern) {
        return mounts.find(pattern).map(MountDocument::of).orElseThrow(() -> noEntry(pattern));
    }

    /** Puts an entry in the place of any earlier one: 201 if there was none, else 200; 400 if it cannot be used. */
    Response put(MountPattern pattern, @Nullable MountDocument document) {
        if (document == null) {
            throw new BadFieldException("The body", "expected a JSON object; {} leaves everything to the defaults");
        }
        document.requireName(pattern);
        MountOverrides earlier = mounts.find(pattern).map(MountEntry::overrides).orElse(MountOverrides.NONE);
        MountEntry said = MountEntry.of(pattern, document.toOverrides(earlier));
        requireThatBurstFits(mounts.settingsUnder(said));
        return put(said, document);
    }

    private Response put(MountEntry said, MountDocument document) {
        Optional<MountEntry> earlier = mounts.find(said.pattern());
        MountEntry entry =
                new MountEntry(said.pattern(), said.overrides(), sourceOf(said.pattern(), document, earlier));
        mounts.put(entry);
        warnOfLoop(said.pattern());
        return Response.status(earlier.isPresent() ? Status.OK : Status.CREATED)
                .entity(MountDocument.of(entry))
                .build();
    }

    /** Drops the entry; 404 if there is none. */
    void delete(MountPattern pattern) {
        if (!mounts.delete(pattern)) {
            throw noEntry(pattern);
        }
    }

    private static void requireThatBurstFits(MountSettings settings) {
        if (settings.burstSize().exceeds(settings.queueSize())) {
            throw new BadFieldException(
                    "burstSize",
                    "a burst of %s is more than the queue of %s holds"
                            .formatted(settings.burstSize(), settings.queueSize()));
        }
    }

    /** A login without a password keeps the one it has, so that what was read can be sent back. */
    private Optional<Account> sourceOf(MountPattern pattern, MountDocument document, Optional<MountEntry> earlier) {
        Optional<String> hash = earlier.flatMap(MountEntry::source).map(Account::passwordHash);
        return document.login().map(login -> login.toAccount(pattern, hasher, hash));
    }

    /** Only a warning: the entry that ends the loop may be the next to come. Listeners are never sent round one. */
    private void warnOfLoop(MountPattern pattern) {
        if (pattern.isExact()) {
            MountName mount = new MountName(pattern.toString());
            FallbackChain.of(mount, mounts)
                    .loop()
                    .ifPresent(loop -> log.warn("The fallback mounts of {} form a loop: {}", mount, loop));
        }
    }

    private static NotFoundException noEntry(MountPattern pattern) {
        String sentence = pattern.equals(MountPattern.TEMPLATE)
                ? "There is no default mount; the server's icefloe.mount settings hold"
                : "The mount " + pattern + " has no entry of its own";
        return new NotFoundException(sentence, Replies.text(Status.NOT_FOUND, sentence));
    }
}
