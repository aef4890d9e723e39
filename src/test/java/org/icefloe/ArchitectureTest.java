package org.icefloe;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callConstructorWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callMethodWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaConstructorCall;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.persistence.Entity;
import jakarta.ws.rs.POST;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import org.icefloe.rest.ChangesState;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What may know what. Each rule says why; a rule that stands in the way is argued with in {@code docs/adr}. */
class ArchitectureTest {
    /** The rooms in reading order: each uses only those before it. */
    private static final List<String> ROOMS = List.of(
            "bytes",
            "time",
            "net",
            "format",
            "config",
            "webroot",
            "event",
            "mount",
            "auth",
            "source",
            "listener",
            "relay",
            "recording",
            "stats",
            "logs",
            "directory",
            "icet",
            "tracker",
            "share",
            "store",
            "importer",
            "rest",
            "files",
            "playlist",
            "wire",
            "servlet",
            "admin",
            "api",
            "console",
            "site",
            "ops",
            "boot");

    private static final String[] CORE =
            within("mount", "source", "listener", "relay", "recording", "stats", "tracker");

    private static JavaClasses icefloe;

    @BeforeAll
    static void readTheClasses() {
        icefloe = new ClassFileImporter().importPath(Path.of("target", "classes"));
        // Rules hold for nothing at all, too.
        assertThat(icefloe).hasSizeGreaterThan(100);
    }

    @Test
    void everyRoomHasItsPlaceInTheOrder() {
        TreeSet<String> rooms = new TreeSet<>();
        icefloe.forEach(type -> rooms.add(room(type)));
        rooms.remove("");
        assertThat(ROOMS).as("a reader has to know where a new room belongs").containsAll(rooms);
    }

    @Test
    void roomsUseOnlyThoseBeforeThem() {
        List<String> upward = new ArrayList<>();
        for (JavaClass type : icefloe) {
            type.getDirectDependenciesFromSelf().stream()
                    .filter(dependency -> place(dependency.getTargetClass()) > place(type))
                    .forEach(dependency -> upward.add(dependency.getDescription()));
        }
        assertThat(upward).as("the order of reading is the order of dependence").isEmpty();
    }

    @Test
    void noCycles() {
        check(slices().matching("org.icefloe.(**)")
                .should()
                .beFreeOfCycles()
                .because("packages that need each other can only be understood together"));
    }

    @Test
    void parsersNeedNothingButTheJdk() {
        check(classes()
                .that()
                .resideInAnyPackage(within("bytes", "time", "net", "format", "icet", "share"))
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage("java..", "javax.net..", "org.jspecify..")
                        .or(resideInAnyPackage(within("bytes", "time", "net", "format", "icet", "share"))))
                .because("they are fuzzed, measured and reused without a server around them"));
    }

    @Test
    void coreKnowsNoFramework() {
        check(noClasses()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta..", "org.thymeleaf..", "org.hibernate..", "io.netty..", "org.glassfish..")
                .because("both doors, and tests without a door, speak to the same core through small ports"));
    }

    @Test
    void mountKnowsNoneOfThoseThatComeToIt() {
        check(noClasses()
                .that()
                .resideInAnyPackage(within("mount"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(within("source", "listener", "relay", "recording", "stats", "tracker", "directory"))
                .because("it offers a writer and cursors, and who uses them is their business"));
    }

    @Test
    void sourceAndListenerMeetOnlyInMount() {
        String because = "what one does must never wait for the other";
        check(noDependency("source", "listener").because(because));
        check(noDependency("listener", "source").because(because));
    }

    @Test
    void entitiesDoNotLeaveStore() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(within("store"))
                .should()
                .dependOnClassesThat()
                .areAnnotatedWith(Entity.class)
                .because("an entity that travels takes its session with it; others are given records"));
    }

    @Test
    void persistenceIsKnownToStoreAlone() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(within("store"))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.persistence..", "org.hibernate..", "org.flywaydb..", "com.zaxxer..")
                .because("the database is never on the path of a byte"));
    }

    @Test
    void nettyIsKnownToTheStreamPortAlone() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(within("wire"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..")
                .because("the wire protocol is ours and the sockets are somebody else's"));
    }

    @Test
    void facesDoNotCallEachOther() {
        List<String> faces = List.of("wire", "servlet", "admin", "api", "console", "site");
        for (String face : faces) {
            String[] others =
                    faces.stream().filter(other -> !other.equals(face)).toArray(String[]::new);
            check(noClasses()
                    .that()
                    .resideInAnyPackage(within(face))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(within(others))
                    .because("what two of them need is a feature and has a room of its own"));
        }
    }

    @Test
    void everyPostOfTheApiIsToldToTheLog() {
        check(methods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAnyPackage(within("api"))
                .and()
                .areAnnotatedWith(POST.class)
                .should()
                .beAnnotatedWith(ChangesState.class)
                .orShould()
                .beDeclaredInClassesThat()
                .areAnnotatedWith(ChangesState.class)
                .because("who changed what has to be known; PUT, PATCH and DELETE need no mark"));
    }

    @Test
    void noProcessIsStarted() {
        check(noClasses()
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ProcessBuilder.class)
                .orShould()
                .callMethod(Runtime.class, "exec", String.class)
                .orShould()
                .callMethod(Runtime.class, "exec", String[].class)
                .because("a child would inherit sockets, as in CVE-2014-9018"));
    }

    @Test
    void apiRecordsAndTemplateModelsStayAtHome() {
        for (String face : List.of("api", "console", "site")) {
            check(noClasses()
                    .that()
                    .resideOutsideOfPackages(within(face, "boot"))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(within(face))
                    .because("their shape belongs to their readers and changes with them"));
        }
    }

    @Test
    void containersAreNamedOnlyWhereTheyAreStartedOrHookedInto() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(
                        "org.icefloe.boot.launch..", "org.icefloe.servlet.tomcat..", "org.icefloe.servlet.jetty..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.eclipse.jetty..", "org.apache.catalina..", "org.apache.tomcat..")
                .because("one WAR runs in all of them"));
    }

    @Test
    void launcherNeedsNothingOfTheWebApplication() {
        check(classes()
                .that()
                .resideInAPackage("org.icefloe.boot.launch..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        "java..",
                        "org.icefloe.boot.launch..",
                        "org.eclipse.jetty..",
                        "org.slf4j..",
                        "org.jspecify..",
                        "jakarta.servlet.."))
                .because("it lies at the root of the WAR, where WEB-INF is not on the class path"));
        check(noClasses()
                .that()
                .resideInAPackage("org.icefloe.boot.launch..")
                .and()
                .doNotHaveSimpleName("EmbeddedJetty")
                .and()
                .doNotHaveSimpleName("HeadLimit")
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.eclipse.jetty..", "org.slf4j..", "jakarta.."))
                .because("those are unpacked by it first"));
    }

    @Test
    void timeAndThreadsArePassedIn() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(within("time", "boot"))
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould(callConstructorWhere(owner(Thread.class)))
                .orShould(callMethodWhere(asksTheMachine()))
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Executors.class)
                .because("a test moves the clock by hand, and one page names every thread"));
    }

    @Test
    void nobodyDependsOnBoot() {
        check(noClasses()
                .that()
                .resideOutsideOfPackages(within("boot"))
                .should()
                .dependOnClassesThat(resideInAPackage("org.icefloe.boot.."))
                .because("it puts everything together, and so stands behind everything"));
    }

    private static ArchRule noDependency(String from, String to) {
        return noClasses()
                .that()
                .resideInAnyPackage(within(from))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(within(to));
    }

    private static DescribedPredicate<JavaConstructorCall> owner(Class<?> type) {
        return DescribedPredicate.describe(
                "of " + type.getSimpleName(), call -> call.getTargetOwner().isEquivalentTo(type));
    }

    /** For the time, or to be left waiting: {@code now()} without a clock, the clocks of the system, and sleep. */
    private static DescribedPredicate<JavaMethodCall> asksTheMachine() {
        return DescribedPredicate.describe("that asks the machine for the time", call -> {
            String owner = call.getTargetOwner().getName();
            String method = call.getName();
            boolean now = owner.startsWith("java.time.")
                    && method.equals("now")
                    && !call.getTarget().getRawParameterTypes().stream()
                            .anyMatch(type -> type.isEquivalentTo(Clock.class));
            boolean clock =
                    owner.equals(Clock.class.getName()) && method.matches("system.*|tick(Seconds|Minutes|Millis)");
            boolean sleep = owner.matches("java.lang.Thread|java.util.concurrent.TimeUnit") && method.equals("sleep");
            return now || clock || sleep;
        });
    }

    private static void check(ArchRule rule) {
        // Some rooms are still to be built.
        rule.allowEmptyShould(true).check(icefloe);
    }

    private static String[] within(String... rooms) {
        return Arrays.stream(rooms).map(room -> "org.icefloe." + room + "..").toArray(String[]::new);
    }

    /** The first part of the package below {@code org.icefloe}; empty for what lies outside. */
    private static String room(JavaClass type) {
        String[] parts = type.getPackageName().split("\\.");
        return type.getPackageName().startsWith("org.icefloe.") ? parts[2] : "";
    }

    private static int place(JavaClass type) {
        return ROOMS.indexOf(room(type));
    }
}
