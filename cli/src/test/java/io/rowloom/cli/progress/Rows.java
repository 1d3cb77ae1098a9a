package io.rowloom.cli.progress;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rowloom.engine.EngineId;
import io.rowloom.event.Cursor;
import io.rowloom.event.Event;
import io.rowloom.resource.Phase;
import io.rowloom.resource.ResourceAction;
import io.rowloom.resource.ResourceView;
import io.rowloom.stack.Approach;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackAction;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import io.rowloom.stack.Tags;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** Rows as a store would give them. */
final class Rows {
    static final Instant START = Instant.parse("2026-01-01T12:00:00Z");
    static final EngineId ENGINE = new EngineId(new UUID(0, 1));

    private Rows() {}

    static Stack stack(StackAction action, Status status) {
        return new Stack(new StackId(new UUID(1, 1)), "default", "web", 1, 1, action, status, "", Optional.of("hash"), Optional.empty(), OnFailure.ROLLBACK,
                new UUID(2, 2), Optional.empty(), Optional.empty(), 1, 0, 9, Approach.TRUST, START, START, Optional.empty(), Tags.NONE);
    }

    static ResourceView row(int no, String name, ResourceAction action, Status status, boolean dirty, Integer... required) {
        boolean running = status == Status.IN_PROGRESS;
        return new ResourceView(no, name, "OS::Heat::None", true, Optional.empty(), action, status, "", running ? Optional.of(ENGINE) : Optional.empty(),
                running ? Optional.of(START) : Optional.empty(), 1, running ? Optional.of(Phase.BEGIN) : Optional.empty(), Optional.empty(),
                JsonNodeFactory.instance.objectNode(), JsonNodeFactory.instance.objectNode(), List.of(), List.of(required), OptionalInt.empty(), OptionalInt.empty(),
                dirty, Optional.empty(), START, START);
    }

    static Event event(int no, String name, String action, String status, int second, String reason) {
        return new Event(new Cursor(second, no), START.plusSeconds(second), 1, OptionalInt.of(no), name, "OS::Heat::None", Optional.empty(), action, status,
                reason, 1, Optional.of(ENGINE));
    }
}
