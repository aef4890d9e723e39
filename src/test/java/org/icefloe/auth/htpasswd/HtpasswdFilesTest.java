package org.icefloe.auth.htpasswd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.icefloe.auth.Credentials;
import org.icefloe.auth.LoginThrottle;
import org.icefloe.config.MountSettings;
import org.icefloe.time.Ticker;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
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
        files = new HtpasswdFiles(home, () -> Set.of("users"), Runnable::run);
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

        write("x".repeat(17 << 20));
        assertThat(may("bob", "hackme")).isTrue();

        write(ANNA);
        assertThat(may("bob", "hackme")).isFalse();
        assertThat(may("anna", "hackme")).isTrue();
    }

    @Test
    void fileOfTenMegabytesIsRead() throws IOException {
        write((ANNA + "# %s\n".formatted("x".repeat(70))).repeat(11 << 20 >> 7) + BOB);

        assertThat(Files.size(file)).isGreaterThan(10_000_000);
        assertThat(may("bob", "hackme")).isTrue();
    }

    @Test
    void fileThatIsCutToBeWrittenAnewIsBelievedOnlyWhenItStaysSo() throws IOException {
        write(ANNA + BOB);

        write("");
        assertThat(may("anna", "hackme")).isTrue();
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> users.add(settings, "dora", "secret"));
        write(ANNA.strip());
        assertThat(may("bob", "hackme")).isTrue();

        files.refresh();
        assertThat(may("bob", "hackme")).isFalse();
        assertThat(may("anna", "hackme")).isTrue();

        write("");
        files.refresh();
        assertThat(may("anna", "hackme")).isFalse();
        assertThat(users.add(settings, "dora", "secret")).isTrue();
    }

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void pipesAndDevicesAreNotRead() throws IOException, InterruptedException {
        write(ANNA);
        Files.delete(file);
        assertThat(new ProcessBuilder("mkfifo", file.toString()).start().waitFor())
                .isZero();
        refusesToRead();

        Files.delete(file);
        Files.createSymbolicLink(file, Path.of("/dev/zero"));
        refusesToRead();

        Files.delete(file);
        write(BOB);
        assertThat(may("bob", "hackme")).isTrue();
    }

    private void refusesToRead() {
        files.refresh();
        assertThat(may("anna", "hackme")).as("the last good one holds").isTrue();
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> users.add(settings, "dora", "secret"))
                .withMessageContaining("no file");
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void fileWhoseDiskDoesNotAnswerStopsNoOtherAndIsLeftAloneUntilItDoes() throws Exception {
        CountDownLatch answer = new CountDownLatch(1);
        AtomicInteger looks = new AtomicInteger();
        ExecutorService pool = Executors.newCachedThreadPool();
        Set<String> names = new LinkedHashSet<>(List.of("hung", "users"));
        HtpasswdFiles hanging = new HtpasswdFiles(
                home,
                () -> names,
                task -> pool.execute(() -> {
                    if (looks.incrementAndGet() == 1) {
                        awaitQuietly(answer);
                    }
                    task.run();
                }),
                Duration.ofMillis(500));
        try {
            Files.writeString(home.resolve("hung"), BOB);
            Files.writeString(file, ANNA);
            hanging.refresh();
            hanging.refresh();

            assertThat(hanging.find("users")).isPresent();
            assertThat(hanging.find("hung")).isEmpty();
            assertThat(looks).as("one at the file that hangs, two at the other").hasValue(3);
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> hanging.edit("hung", before -> before.with("dora", "x")))
                    .withMessageContaining("does not answer");

            answer.countDown();
            await().untilAsserted(() -> assertThat(hanging.find("hung")).isPresent());
            assertThat(Files.readString(home.resolve("hung"))).isEqualTo(BOB);
        } finally {
            pool.shutdownNow();
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void errorEndsNeitherTheLooksNorTheChanges() throws IOException {
        write(ANNA);

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> files.edit("users", before -> {
                    throw new OutOfMemoryError("as if there were none");
                }));
        write(BOB);

        assertThat(may("bob", "hackme")).isTrue();
        assertThat(users.delete(settings, "bob")).isTrue();
    }

    @Test
    void linkToTheFileStaysALink() throws IOException {
        Path target = Files.createDirectory(home.resolve("etc")).resolve("shared");
        Files.writeString(target, ANNA);
        Files.createSymbolicLink(file, target);

        assertThat(users.add(settings, "dora", "secret")).isTrue();
        assertThat(file).isSymbolicLink();
        assertThat(Files.readString(target)).startsWith(ANNA + "dora:$6$");

        Files.delete(target);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> users.add(settings, "eve", "secret"));
        assertThat(file).isSymbolicLink();
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
            assertThat(users.list(settings)).as("this one is left alone").containsExactly("anna");
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
