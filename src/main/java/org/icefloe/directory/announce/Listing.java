package org.icefloe.directory.announce;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.icefloe.bytes.Printable;
import org.icefloe.directory.announce.ListingStatus.Phase;
import org.icefloe.mount.Mount;
import org.icefloe.time.Backoff;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A stream in a directory, from the moment it is on until the directory has been told that it is no more.
 *
 * <pre>
 *   WAITING ── delay is over ──> ADDING ── accepted, SID ──> LISTED <──┐
 *                                ^    │                      │  │ └────┘ touched
 *             the pause is over, │    │ refused, no answer   │  │
 *                 or it answers  │    v                      │  │ the stream ends, or it says something else of itself
 *                              FAILING <──────── refused ────┘  │
 *                                                               v
 *                          (ADDING, in the latter case) <── REMOVING ──> (nothing)
 * </pre>
 *
 * <p>HELD takes the place of ADDING as long as it would lead nobody to the stream. A touch that is not answered keeps
 * the SID, for the next one; a touch that is refused gives it up, since directories forget. The first add after that
 * comes soon, any other refusal is followed by a long pause. After a bad answer the directory is told nothing of this
 * stream for a while, though it may be told of others. Confined to the announcer's thread, but for {@link #status}.
 */
final class Listing implements Directory.Asker {
    /** As Icecast does: what plays is told by touches alone. */
    static final Duration FIRST_TOUCH = Duration.ofSeconds(5);

    /** For a directory that does not say how often it wants to be touched. */
    static final Duration TOUCHES = Duration.ofSeconds(200);

    /** After an accepted listing was forgotten. */
    static final Duration SOON = Duration.ofSeconds(5);

    private static final Duration HOLD = Duration.ofSeconds(5);

    private static final Duration FIRST_PAUSE = Duration.ofMinutes(10);

    /** Icecast's pause after every refusal of an add. */
    private static final Duration LONGEST_PAUSE = Duration.ofHours(2);

    /** After bad answers. The first is about as long as after a good one: trouble has no directory asked more often. */
    private static final Duration FIRST_BAD_PAUSE = TOUCHES;

    private static final Duration LONGEST_BAD_PAUSE = Duration.ofMinutes(20);

    private static final Logger log = LoggerFactory.getLogger(Listing.class);

    private final Mount mount;
    private final Directory directory;
    private final Surroundings here;
    private final Runnable whenOver;
    private final ListingState state;
    private final Backoff pauses;
    private final Backoff badPauses;
    private final TouchBudget budget;

    /** What is being asked, if anything. */
    private Optional<Question> asked = Optional.empty();

    private Optional<String> sid = Optional.empty();

    /** By which it is listed, or is to be. */
    private @Nullable Announcement told;

    /** As the directory was told it, or is being. */
    private String title = "";

    private Duration touches = TOUCHES;

    /** When the directory is told next, on the ticker, in ns. */
    private long due;

    /** Whether a touch was accepted since it was added. */
    private boolean proven;

    /** Whether the last form was answered badly. */
    private boolean badlyAnswered;

    /** Whether the log was told that it fails, and not yet that it is well again. */
    private boolean trouble;

    private boolean ending;
    private boolean over;

    private enum Question {
        ADD,
        TOUCH,
        REMOVE
    }

    /** @param whenOver called as soon as there is nothing more to tell the directory */
    Listing(Mount mount, Directory directory, Surroundings here, Runnable whenOver) {
        this.mount = mount;
        this.directory = directory;
        this.here = here;
        this.whenOver = whenOver;
        this.state = new ListingState(mount.name(), directory.url(), here);
        this.pauses = new Backoff(FIRST_PAUSE, here.random());
        this.badPauses = new Backoff(FIRST_BAD_PAUSE, here.random());
        this.budget = new TouchBudget(here);
        wait(here.settings().announceDelay());
        enter(Phase.WAITING, ListingWords.WAITING);
    }

    /** Whether it is of this stream, and not of another that had the mount before. */
    boolean isOf(Mount other) {
        return mount == other;
    }

    /** Has it removed. */
    void end() {
        ending = true;
        look();
    }

    /** Whether there is nothing more to tell the directory. */
    boolean isOver() {
        return over;
    }

    /** Tells the directory what it is to be told now. To be called once a second. */
    void look() {
        if (asked.isPresent() || over) {
            return;
        }
        try {
            tell();
        } catch (RuntimeException fault) {
            log.error("The listing of {} in directory {} has failed at a step", mount.name(), directory.url(), fault);
            wait(pauses.next(LONGEST_PAUSE));
            enter(Phase.FAILING, ListingWords.FAULT);
        }
    }

    private void tell() {
        if (ending) {
            leave();
        } else if (directory.isOpen()) {
            if (sid.isPresent()) {
                touchIfDue(sid.get());
            } else if (here.isPast(due)) {
                add();
            }
        } else if (sid.isEmpty() && here.isPast(due)) {
            due = directory.opens();
            enter(Phase.FAILING, ListingWords.notListed(directory.fault()));
        }
    }

    private void leave() {
        if (sid.isPresent() && directory.isOpen()) {
            remove(sid.get());
        } else {
            // A directory that does not answer will see by itself that nobody touches the listing any more.
            over = true;
            whenOver.run();
        }
    }

    // What is asked

    private void add() {
        Optional<String> listenUrl = here.inside().address().apply(mount.name());
        Optional<String> obstacle = Announcement.obstacle(mount, listenUrl, directory.url());
        if (obstacle.isPresent()) {
            wait(HOLD);
            enter(Phase.HELD, ListingWords.held(obstacle.get()));
            return;
        }
        Announcement add = Announcement.add(mount, listenUrl.orElseThrow(), here.self());
        told = add;
        state.know(Optional.empty(), listenUrl, Optional.empty());
        state.enter(Phase.ADDING, ListingWords.ADDING, Optional.empty());
        ask(Question.ADD, add);
    }

    private void touchIfDue(String id) {
        String present = mount.titles().current().text();
        boolean another = state.phase() == Phase.LISTED && !present.equals(title) && budget.allows();
        if (!another && !here.isPast(due)) {
            return;
        }
        if (!isStillRight()) {
            remove(id);
            return;
        }
        boolean early = !here.isPast(due);
        budget.noteTouch(early);
        title = present;
        ask(Question.TOUCH, Announcement.touch(mount, id, present));
    }

    /** Whether what was said when it was added is what would be said now. */
    private boolean isStillRight() {
        Optional<String> listenUrl = here.inside().address().apply(mount.name());
        return Announcement.obstacle(mount, listenUrl, directory.url()).isEmpty()
                && Announcement.add(mount, listenUrl.orElseThrow(), here.self()).saysTheSameAs(told());
    }

    private void remove(String id) {
        state.enter(Phase.REMOVING, ListingWords.REMOVING, Optional.empty());
        ask(Question.REMOVE, Announcement.remove(id));
    }

    private void ask(Question question, Announcement announcement) {
        asked = Optional.of(question);
        directory.ask(announcement, this);
    }

    // What the directory says

    @Override
    public void answered(YpAnswer answer) {
        Question question = take();
        badPauses.reset();
        badlyAnswered = false;
        state.answered(answer.message());
        answer.touchFreq().ifPresent(span -> touches = span);
        switch (question) {
            case ADD -> added(answer);
            case TOUCH -> touched(answer);
            case REMOVE -> {
                due = directory.opens();
                removed();
            }
        }
        lookIfEnding();
    }

    @Override
    public void unanswered(String words) {
        due = directory.opens();
        failed(words);
    }

    @Override
    public boolean isWell() {
        return !badlyAnswered;
    }

    /** The log hears of the second in a row, unless the directory has told it of more than this. */
    @Override
    public void answeredBadly(String words, boolean alone) {
        wait(badPauses.next(LONGEST_BAD_PAUSE));
        if (alone && badlyAnswered && !trouble) {
            trouble = true;
            log.warn("Directory {} {} when it is told of {}", directory.url(), Printable.oneLine(words), mount.name());
        }
        badlyAnswered = true;
        failed(words);
    }

    private void failed(String words) {
        Question question = take();
        state.answered(words);
        switch (question) {
            case ADD -> enter(Phase.FAILING, ListingWords.notListed(words));
            case TOUCH -> enter(Phase.FAILING, ListingWords.notTouched(words));
            case REMOVE -> {
                removed();
                if (!ending) {
                    enter(Phase.FAILING, ListingWords.notRemoved(words));
                }
            }
        }
        lookIfEnding();
    }

    private Question take() {
        Question question = asked.orElseThrow();
        asked = Optional.empty();
        return question;
    }

    private void lookIfEnding() {
        if (ending) {
            look();
        }
    }

    private void added(YpAnswer answer) {
        if (!answer.accepted() || answer.sid().isEmpty()) {
            refused(answer.accepted() ? ListingWords.NO_SID : ListingWords.says(answer.message()));
            return;
        }
        sid = answer.sid();
        proven = false;
        title = mount.titles().current().text();
        wait(FIRST_TOUCH);
        budget.noteTouch(false);
        isThere();
        if (!trouble) {
            log.info("Directory {} lists {}", directory.url(), mount.name());
        }
    }

    private void touched(YpAnswer answer) {
        if (answer.accepted()) {
            proven = true;
            pauses.reset();
            wait(touches);
            mount.titles().noteListed(title);
            isThere();
            wellAgain();
        } else {
            refused(ListingWords.says(answer.message()));
        }
    }

    private void isThere() {
        state.know(sid, Optional.of(told().listenUrl()), Optional.of(here.now()));
        Instant since = state.phase() == Phase.LISTED ? state.since() : here.now();
        enter(Phase.LISTED, ListingWords.listed(since));
    }

    /** @param cause follows on the directory's name */
    private void refused(String cause) {
        boolean forgotten = proven;
        proven = false;
        sid = Optional.empty();
        wait(forgotten ? SOON : pauses.next(LONGEST_PAUSE));
        state.know(sid, Optional.of(told().listenUrl()), Optional.empty());
        enter(Phase.FAILING, ListingWords.notListed(cause));
        if (!trouble) {
            trouble = true;
            log.warn("Directory {} does not list {}: it {}", directory.url(), mount.name(), cause);
        }
    }

    private void wellAgain() {
        if (trouble) {
            trouble = false;
            log.info("Directory {} lists {} again", directory.url(), mount.name());
        }
    }

    /** Nothing of it is left there, or it is forgotten soon. It is added again, unless it ends. */
    private void removed() {
        mount.titles().noteListed("");
        sid = Optional.empty();
        proven = false;
        state.know(sid, Optional.empty(), Optional.empty());
    }

    private Announcement told() {
        if (told == null) {
            throw new IllegalStateException("the directory was told nothing of " + mount.name());
        }
        return told;
    }

    private void wait(Duration span) {
        due = here.nanos() + span.toNanos();
    }

    private void enter(Phase phase, String words) {
        if (phase == Phase.FAILING) {
            mount.titles().noteListed("");
        }
        state.enter(phase, words, Optional.of(here.at(due)));
    }

    ListingStatus status() {
        return state.status();
    }
}
