package org.icefloe.boot;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.IntSupplier;
import org.icefloe.config.SettingsException;
import org.icefloe.config.SettingsLoader;
import org.icefloe.importer.Finding.Outcome;
import org.icefloe.importer.IcecastConfig;
import org.icefloe.importer.ImportException;
import org.icefloe.importer.ImportPlan;
import org.icefloe.importer.Importer;
import org.icefloe.store.FreshHome.MadeUp;
import org.icefloe.store.StoreException;

/**
 * {@code java -jar icefloe.war import FILE}: says what comes of every element, and carries it out. Loaded and called by
 * the launcher through reflection, and so dressed in types of the JDK.
 */
public final class ImportCommand implements IntSupplier {
    private final Path file;
    private final boolean dryRun;
    private final PrintStream out;
    private final PrintStream errors;

    /**
     * Does nothing yet.
     *
     * @param dryRun whether nothing is to be written
     * @param out is sent the report
     * @param errors is sent the sentence on what has failed
     */
    public ImportCommand(Path file, Boolean dryRun, PrintStream out, PrintStream errors) {
        this.file = file;
        this.dryRun = dryRun;
        this.out = out;
        this.errors = errors;
    }

    /** Imports, and returns the exit code: 0, or 1 if nothing was imported. */
    @Override
    public int getAsInt() {
        try {
            run(new Importer(SettingsLoader.ofProcess(IcefloeContextListener.commandLine(), Map.of())));
            return 0;
        } catch (ImportException | SettingsException | StoreException refused) {
            errors.println(refused.getMessage());
            return 1;
        }
    }

    private void run(Importer importer) {
        ImportPlan plan = IcecastConfig.read(file);
        plan.findings().forEach(out::println);
        out.printf(
                "%d taken, %d shut, %d ignored, %d unknown.%n",
                count(plan, Outcome.TAKEN),
                count(plan, Outcome.SHUT),
                count(plan, Outcome.IGNORED),
                count(plan, Outcome.UNKNOWN));
        importer.check(plan).forEach(out::println);
        if (dryRun) {
            out.println("Nothing was written, for this was a dry run.");
        } else {
            importer.carryOut(plan, this::show);
            out.printf(
                    "Written: %d settings of the server, %d entries of mounts, %d relays, %d accounts.%n",
                    plan.settings().size(),
                    plan.entries().size(),
                    plan.relays().size(),
                    plan.accounts().size());
        }
        sayWhatIsShut(plan);
    }

    /** Last, so that it is not overlooked. */
    private void sayWhatIsShut(ImportPlan plan) {
        long shut = count(plan, Outcome.SHUT);
        if (shut > 0) {
            out.printf(
                    "Mind the lines that say \"shut\", %d of them: nobody who has no account listens there until you choose"
                            + " who may.%n",
                    shut);
        }
    }

    private static long count(ImportPlan plan, Outcome outcome) {
        return plan.findings().stream()
                .filter(finding -> finding.outcome() == outcome)
                .count();
    }

    private void show(List<MadeUp> passwords) {
        out.println("The file has no passwords for these accounts. They were made up, and are shown only now.");
        passwords.forEach(made -> out.println("  user " + made.user() + "  password " + made.password()));
    }
}
