package io.rowloom.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowloom.memory.MemoryStore;
import io.rowloom.plugin.ResourceCall;
import io.rowloom.plugin.ResourceType;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.plugin.Step;
import io.rowloom.plugin.TypeSchema;
import io.rowloom.resource.ResourceAction;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import io.rowloom.store.Store;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A worker that lacks a resource type. */
class ForeignTypesTest {
    /** Each in a type of its own, so that not even all together are known after one look. */
    private record Foreign(int number) implements ResourceType {
        private static final int COUNT = 10;

        @Override
        public TypeSchema schema() {
            return TypeSchema.of("Foreign::Type" + number, "Of another worker.");
        }

        @Override
        public Step create(ResourceCall call) {
            throw new AssertionError("not here");
        }

        @Override
        public Step delete(ResourceCall call) {
            throw new AssertionError("not here");
        }

        static String resources() {
            return IntStream.range(0, COUNT).mapToObj(i -> "r" + i + ": {type: 'Foreign::Type" + i + "'}").collect(Collectors.joining(", "));
        }
    }

    @Test
    void manyResourcesOfItDoNotKeepAWorkerFromWhatItCanDo() {
        Store store = new MemoryStore(Clock.systemUTC());
        Scripted scripted = new Scripted(Step::done);
        ResourceTypes foreign = ResourceTypes.of(IntStream.range(0, Foreign.COUNT).mapToObj(Foreign::new).toArray(ResourceType[]::new));
        List<StackId> others = List.of(new StackId(new UUID(0, 1)), new StackId(new UUID(Long.MIN_VALUE, 1)));
        StackId own = new StackId(new UUID(1, 1));
        try (Bed planning = new Bed(store)) {
            others.forEach(stack -> planning.submit(stack, foreign, Foreign.resources()));
            planning.submit(own, ResourceTypes.of(scripted), "it: {type: '" + Scripted.NAME + "'}");
            await().until(() -> Stream.concat(others.stream(), Stream.of(own)).allMatch(stack -> store.stacks().find(stack).orElseThrow().planned() == 1));
        }
        try (Bed _ = new Bed(store, scripted)) {
            await().atMost(Duration.ofSeconds(20)).until(() -> store.stacks().find(own).orElseThrow().status() == Status.COMPLETE);
        }
        assertThat(others).allSatisfy(stack -> assertThat(store.resources().list(stack)).hasSize(Foreign.COUNT).allMatch(row -> row.action() == ResourceAction.INIT));
    }
}
