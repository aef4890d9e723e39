package org.icefloe.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.icefloe.auth.Account;
import org.icefloe.auth.Role;
import org.icefloe.config.MountOverrides;
import org.icefloe.config.MountSettings;
import org.icefloe.mount.MountPattern;

/**
 * Another process that has a home open and keeps putting entries into it, {@code /mount-1}, {@code /mount-2} …, and an
 * account for each. It says "kept 1", "kept 2" … on its standard output as each has been put.
 */
final class StoreProcess implements AutoCloseable {
    private final Process process;
    private final BufferedReader output;

    private StoreProcess(Process process) {
        this.process = process;
        this.output = process.inputReader();
    }

    static StoreProcess start(Path home) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new StoreProcess(new ProcessBuilder(
                        java.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        StoreProcess.class.getName(),
                        home.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    static MountPattern mount(int number) {
        return MountPattern.parse("/mount-" + number);
    }

    static Account account(int number) {
        return Account.of("dj-" + number, Role.SOURCE, List.of(mount(number)), "hash");
    }

    /** Waits until it has said that this many entries are kept. */
    void awaitKept(int number) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.equals("kept " + number)) {
                return;
            }
        }
        throw new IOException("the other process ended before it had kept " + number);
    }

    /** Ends it with SIGKILL. */
    @Override
    public void close() {
        process.destroyForcibly();
        process.onExit().join();
    }

    public static void main(String[] arguments) {
        Database database = Database.open(Homes.at(Path.of(arguments[0])));
        MountRepository mounts = new MountRepository(database, MountSettings.DEFAULT);
        AccountRepository accounts = new AccountRepository(database, mounts);
        for (int number = 1; number < 1_000_000; number++) {
            mounts.put(MountEntry.of(mount(number), MountOverrides.NONE));
            accounts.put(List.of(account(number)));
            System.out.println("kept " + number);
        }
    }
}
