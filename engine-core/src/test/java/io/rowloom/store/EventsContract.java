package io.rowloom.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.event.Cursor;
import io.rowloom.event.Event;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.StackId;
import java.util.ArrayList;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Reading events. What is written when is part of the other contracts. */
abstract class EventsContract extends StoreContract.Part {
    EventsContract(Supplier<Store> stores) {
        super(stores);
    }

    @Test
    void readingInPagesGivesTheSameAsReadingAtOnce() {
        StackId web = world.complete("A", "B", "C needs A B");
        world.update(web, "A=2");
        world.finish(world.claim(web, "update A"), world.claim(web, "cleanup C"));
        List<Event> all = world.events(web);
        assertThat(all).hasSize(13);
        for (int page = 1; page <= 4; page++) {
            assertThat(inPages(web, page)).isEqualTo(all);
        }
    }

    private List<Event> inPages(StackId web, int page) {
        List<Event> read = new ArrayList<>();
        Cursor position = Cursor.START;
        for (List<Event> next = store.events().after(web, position, page); !next.isEmpty(); next = store.events().after(web, position, page)) {
            assertThat(next).hasSizeLessThanOrEqualTo(page);
            read.addAll(next);
            position = next.getLast().position();
        }
        return read;
    }

    @Test
    void positionsGrow() {
        StackId web = world.complete("A", "B needs A");
        List<Event> events = world.events(web);
        assertThat(events).extracting(Event::position).isSorted().doesNotHaveDuplicates();
        assertThat(events).extracting(Event::at).isSorted();
        assertThat(store.events().after(web, events.getLast().position(), 10)).isEmpty();
    }

    @Test
    void eachStackHasItsOwn() {
        StackId first = world.create("first");
        StackId second = world.create("second");
        world.submitUpdate(first);
        assertThat(world.told(first)).containsExactly("first CREATE_IN_PROGRESS", "first UPDATE_IN_PROGRESS");
        assertThat(world.told(second)).containsExactly("second CREATE_IN_PROGRESS");
        assertThat(world.events(world.newStack("none", OnFailure.STOP).id())).isEmpty();
    }

    @Test
    void eventsOfADeletedStackCanStillBeRead() {
        StackId web = world.complete("A");
        world.delete(web);
        world.runAll(web);
        assertThat(world.told(web)).endsWith("A DELETE_COMPLETE", "web DELETE_COMPLETE");
    }

    @Test
    void oldEventsArePurgedOldestFirstAndInBatches() {
        StackId web = world.complete("A", "B needs A");
        List<Event> before = world.events(web);
        assertThat(store.events().purge(ContractWorld.LONG, 100)).as("none is old").isZero();

        assertThat(store.events().purge(Duration.ZERO, 2)).isEqualTo(2);
        assertThat(world.events(web)).isEqualTo(before.subList(2, before.size()));
        assertThat(store.events().purge(Duration.ZERO, 100)).isEqualTo(before.size() - 2);
        assertThat(world.events(web)).isEmpty();
        assertThat(store.events().purge(Duration.ZERO, 100)).isZero();
        assertThat(world.rows(web)).as("nothing else is purged").hasSize(2);

        world.update(web, "A=2", "B needs A");
        assertThat(store.events().after(web, before.getLast().position(), 100)).as("who read them all goes on where he was").isNotEmpty()
                .isEqualTo(world.events(web));
    }

    @Test
    void aBatchTakesOldEventsOfManyStacks() {
        StackId first = world.create("first");
        StackId second = world.create("second");
        world.submitUpdate(second);
        assertThat(store.events().purge(Duration.ZERO, 2)).isEqualTo(2);
        assertThat(world.events(first).size() + world.events(second).size()).isEqualTo(1);
        assertThat(store.events().purge(Duration.ZERO, 2)).isEqualTo(1);
        assertThat(world.events(first)).isEmpty();
        assertThat(world.events(second)).isEmpty();
    }
}
