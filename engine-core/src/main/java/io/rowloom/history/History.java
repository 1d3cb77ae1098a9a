package io.rowloom.history;

import io.rowloom.event.Event;
import io.rowloom.history.Traversal.Destination;
import io.rowloom.history.Traversal.Ending;
import io.rowloom.stack.StackAction;
import io.rowloom.stack.StackReason;
import io.rowloom.stack.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;

/**
 * The traversals of a stack, told from its events alone. Each event was committed with the change it tells of, so this is what happened. Pure.
 *
 * <p>Where the oldest events are gone, the history begins with the oldest traversal whose beginning is there.
 */
public final class History {
    /** A traversal while its events are gone through. */
    private static final class Course {
        final Event began;
        final Optional<Destination> leadsTo;
        final Deeds deeds = new Deeds();
        Ending ending = new Ending.Running();

        Course(Event began, Optional<Destination> leadsTo) {
            this.began = began;
            this.leadsTo = leadsTo;
        }

        boolean runs() {
            return ending instanceof Ending.Running;
        }
    }

    private final TreeMap<Integer, Course> courses = new TreeMap<>();
    private Destination lastComplete = new Destination.ToBeforeHistory();

    private History() {}

    /** @param events of one stack, in their order. Oldest ones may be missing, others not. */
    public static List<Traversal> of(List<Event> events) {
        History history = new History();
        events.forEach(history::add);
        List<Traversal> told = new ArrayList<>();
        history.courses.forEach((number, course) -> told.add(new Traversal(number, course.began.action(), StackReason.origin(course.began.reason()), course.began.at(), course.ending,
                course.leadsTo, course.deeds.counts(), course.deeds.byEngine())));
        return List.copyOf(told);
    }

    private void add(Event event) {
        if (event.resource().isPresent()) {
            Optional.ofNullable(courses.get(event.traversal())).ifPresent(course -> course.deeds.add(event));
        } else if (event.status().equals(Status.IN_PROGRESS.name())) {
            begin(event);
        } else {
            end(event);
        }
    }

    private void begin(Event event) {
        Optional<Course> before = last();
        before.ifPresent(course -> course.ending = switch (course.ending) {
            case Ending.Running _ -> new Ending.Superseded(event.at(), event.traversal());
            case Ending.Failed failed when caused(event, failed.reason()) -> new Ending.Failed(failed.at(), failed.reason(), OptionalInt.of(event.traversal()));
            case Ending.TimedOut late when caused(event, timedOut(course.began)) -> new Ending.TimedOut(late.at(), OptionalInt.of(event.traversal()));
            default -> course.ending;
        });
        if (event.action().equals(StackAction.CREATE.name())) {
            lastComplete = new Destination.ToNothing();
        }
        boolean back = event.action().equals(StackAction.ROLLBACK.name());
        courses.put(event.traversal(), new Course(event, back ? Optional.of(lastComplete) : Optional.empty()));
    }

    /** A rollback that a failure begins gives the failure's reason; one that a user asked for does not. */
    private static boolean caused(Event rollback, String reason) {
        return rollback.action().equals(StackAction.ROLLBACK.name()) && rollback.reason().equals(reason);
    }

    private void end(Event event) {
        last().filter(Course::runs).ifPresent(course -> {
            course.ending = ending(course, event);
            if (course.ending instanceof Ending.Complete) {
                completed(event);
            }
        });
    }

    private static Ending ending(Course course, Event event) {
        if (event.status().equals(Status.COMPLETE.name())) {
            return new Ending.Complete(event.at());
        }
        // a cancel is a traversal number of its own, which only ends the one before
        if (event.traversal() != course.began.traversal()) {
            return new Ending.Cancelled(event.at());
        }
        return event.reason().equals(timedOut(course.began)) ? new Ending.TimedOut(event.at(), OptionalInt.empty())
                : new Ending.Failed(event.at(), event.reason(), OptionalInt.empty());
    }

    private static String timedOut(Event began) {
        return StackReason.timedOut(StackAction.valueOf(began.action()));
    }

    private void completed(Event event) {
        switch (StackAction.valueOf(event.action())) {
            case CREATE, UPDATE, ADOPT, RESTORE -> lastComplete = new Destination.ToTraversal(event.traversal());
            case DELETE -> lastComplete = new Destination.ToNothing();
            case ROLLBACK, CHECK, SUSPEND, RESUME, SNAPSHOT -> { }
        }
    }

    private Optional<Course> last() {
        return Optional.ofNullable(courses.lastEntry()).map(entry -> entry.getValue());
    }
}
