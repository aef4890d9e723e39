package org.icefloe.auth.htpasswd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.icefloe.auth.Credentials;
import org.icefloe.auth.LoginThrottle;
import org.icefloe.config.MountSettings;
import org.icefloe.time.Ticker;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HtpasswdFilesTest {
    private static final String ANNA = "anna:23b4222d2613a2765d4d432d2d65e88e\n";
    private static final String BOB = "bob:$1$abcdefgh$mnH/XkSxebeZJbz6Msvoo0\n";

    @TempDir
    private Path home;

    private Path file;
    private HtpasswdFiles files;
    private HtpasswdUsers users;
    private final AtomicInteger compared = new AtomicInteger();
    private final MountSettings settings =
            MountSettings.from(Map.of("auth-type", "htpasswd", "auth-htpasswd-file", "users"));

    @BeforeEach
    void open() {
        file = home.resolve("users");
        files = new HtpasswdFiles(home, () -> Set.of("users"));
        users = new HtpasswdUsers(
                files,
                new CryptHash(new SecureRandom()),
                task -> {
                    compared.incrementAndGet();
                    task.run();
                },
                10,
                new LoginThrottle(() -> new LoginThrottle.Limit(3, Duration.ofMinutes(1)), ticker()));
    }

    private static Ticker ticker() {
        return () -> 0;
    }

    private void write(String text) throws IOException {
        Files.writeString(file, text);
        files.refresh();
    }

    private boolean may(String user, String password) {
        return users.mayListen(settings, new Credentials(user, password), "192.0.2.7")
                .toCompletableFuture()
                .join();
    }

    @Test
    void fileIsPickedUpWhenItComesChangesAndGoes() throws IOException {
        files.refresh();
        assertThat(may("anna", "hackme")).isFalse();

        write(ANNA);
        assertThat(may("anna", "hackme")).isTrue();
        assertThat(may("anna", "wrong")).isFalse();
        assertThat(may("bob", "hackme")).isFalse();

        write(BOB);
        assertThat(may("anna", "hackme")).isFalse();
        assertThat(may("bob", "hackme")).isTrue();

        Files.delete(file);
        files.refresh();
        assertThat(may("bob", "hackme")).as("the last good one holds").isTrue();

        write(ANNA);
        assertThat(users.list(settings)).containsExactly("anna");
    }

    /** The only hash stands in for all others, and this is its password. */
    @Test
    void passwordThatSomebodyElseHasTriedIsComparedAnew() throws IOException {
        write(ANNA);
        assertThat(comparisons("anna", "hackme")).isOne();
        assertThat(comparisons("nobody", "hackme")).isOne();
        assertThat(comparisons("somebody", "hackme")).isOne();
        assertThat(comparisons("somebody", "hackme")).as("it is known by now").isZero();
        assertThat(may("nobody", "hackme")).isFalse();
        assertThat(may("anna", "hackme")).isTrue();
    }

    private int comparisons(String user, String password) {
        int before = compared.get();
        may(user, password);
        return compared.get() - before;
    }

    @Test
    void halfWrittenOrHugeFileLeavesTheLastGoodOne() throws IOException {
        write(ANNA + BOB);

        write(ANNA + BOB.substring(0, 14));
        assertThat(may("bob", "hackme")).isTrue();

        write("x".repeat(10 << 20));
        assertThat(may("bob", "hackme")).isTrue();

        write(ANNA);
        assertThat(may("bob", "hackme")).isFalse();
        assertThat(may("anna", "hackme")).isTrue();
    }

    @Test
    void usersAreAddedAndDeletedInTheFileItself() throws IOException {
        String comment = "# mine, not the server's\n";
        write(comment + ANNA);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));

        assertThat(users.add(settings, "dora", "secret")).isTrue();
        assertThat(users.add(settings, "dora", "other")).isFalse();
        assertThat(may("dora", "secret")).isTrue();
        assertThat(Files.readString(file)).startsWith(comment + ANNA + "dora:$6$");
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-r-----"));

        assertThat(users.delete(settings, "anna")).isTrue();
        assertThat(users.delete(settings, "anna")).isFalse();
        assertThat(may("anna", "hackme")).isFalse();
        assertThat(users.list(settings)).containsExactly("dora");
        try (var left = Files.list(home)) {
            assertThat(left).as("no drafts are left").containsExactly(file);
        }
    }

    /** The disk takes its time with a change; listeners of other files are not to wait for it. */
    @Test
    void filesAreLookedAtWhileOneIsBeingChanged() throws IOException {
        write(ANNA);

        files.edit("users", before -> {
            assertThat(CompletableFuture.runAsync(() -> {
                        try {
                            write(ANNA + BOB);
                        } catch (IOException fault) {
                            throw new UncheckedIOException(fault);
                        }
                    }))
                    .succeedsWithin(Duration.ofSeconds(20));
            assertThat(users.list(settings)).containsExactly("anna", "bob");
            return before.without("anna");
        });

        assertThat(users.list(settings)).as("what was written last holds").isEmpty();
        files.refresh();
        assertThat(users.list(settings)).isEmpty();
    }

    @Test
    void changeIsMadeToWhatLiesThereNow() throws IOException {
        write(ANNA);
        Files.writeString(file, ANNA + BOB);

        users.add(settings, "dora", "secret");

        assertThat(users.list(settings)).containsExactly("anna", "bob", "dora");
    }

    @Test
    void firstUserBeginsTheFile() throws IOException {
        assertThat(users.add(settings, "anna", "secret")).isTrue();

        files.refresh();
        assertThat(may("anna", "secret")).isTrue();
    }

    @Test
    void fileThatIsBeingWrittenIsNotChanged() throws IOException {
        Files.writeString(file, ANNA + "bob:234");

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> users.add(settings, "dora", "secret"));
        assertThat(Files.readString(file)).isEqualTo(ANNA + "bob:234");
    }

    @Test
    void namesThatWouldBreakTheFileAreRefused() throws IOException {
        write(ANNA);

        for (String name : new String[] {"", " ", "a:b", "a\nb", "#a", "a\0", "x".repeat(256)}) {
            assertThatIllegalArgumentException().isThrownBy(() -> users.add(settings, name, "secret"));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> users.add(MountSettings.DEFAULT, "dora", "secret"));
        assertThat(Files.readString(file)).isEqualTo(ANNA);
        assertThat(users.areKept(settings)).isTrue();
        assertThat(users.areKept(MountSettings.DEFAULT)).isFalse();
    }
}
