package io.rowloom.types;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.plugin.Observation;
import io.rowloom.plugin.ResourceCall;
import io.rowloom.plugin.ResourceType;
import io.rowloom.plugin.Signal;
import io.rowloom.plugin.Step;
import io.rowloom.resource.Difference;
import io.rowloom.resource.Drift;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A call as an engine would make it, with a clock that stands still. Each {@code with…} and {@code after…} gives a new call for the same physical
 * copy.
 */
public record TestCall(
        UUID stackId, String stackName, String resourceName, String physicalName, String idempotencyKey, long fence, Optional<String> physicalId,
                ObjectNode properties,
        ObjectNode previousProperties, ObjectNode outputs, Optional<JsonNode> cookie, Optional<Instant> deadline, AtomicBoolean cancel, AtomicBoolean beingLate, Instant now,
        Optional<ObjectNode> snapshot, List<Signal> signals)
        implements ResourceCall {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final UUID STACK = UUID.fromString("0197f000-0000-7000-8000-000000000001");

    /** The first call for a resource of a stack {@code demo}: properties as JSON (single quotes will do), completed with the type's defaults. */
    public static TestCall of(ResourceType type, String resource, String properties) {
        return new TestCall(STACK, "demo", resource, "demo-" + resource + "-k3x9q2m7p1ab", "key-" + resource + "-1", 1, Optional.empty(),
                complete(type, properties),
                empty(), empty(), Optional.empty(), Optional.empty(), new AtomicBoolean(), new AtomicBoolean(), Instant.parse("2026-01-01T00:00:00Z"), Optional.empty(), List.of());
    }

    /** Another copy of the same logical resource, as a replacement is. */
    public TestCall replacement() {
        return new TestCall(stackId, stackName, resourceName, "demo-" + resourceName + "-zz0000000000", "key-" + resourceName + "-r", 1,
                Optional.empty(), properties,
                empty(), empty(), Optional.empty(), deadline, cancel, beingLate, now, snapshot, List.of());
    }

    public TestCall withFence(long newer) {
        return new TestCall(stackId, stackName, resourceName, physicalName, idempotencyKey, newer, physicalId, properties, previousProperties,
                outputs, cookie, deadline, cancel, beingLate, now, snapshot, List.of());
    }

    public TestCall withDeadline(Instant until) {
        return new TestCall(stackId, stackName, resourceName, physicalName, idempotencyKey, fence, physicalId, properties, previousProperties,
                outputs, cookie,
                Optional.of(until), cancel, beingLate, now, snapshot, List.of());
    }

    /** The same call with signals that nobody has answered for. */
    public TestCall told(Signal... unhandled) {
        return new TestCall(stackId, stackName, resourceName, physicalName, idempotencyKey, fence, physicalId, properties, previousProperties, outputs, cookie, deadline,
                cancel, beingLate, now, snapshot, List.of(unhandled));
    }

    /** The next look at an action that waits, {@code later} than the last one. */
    public TestCall after(Step.Wait wait, Duration later) {
        return new TestCall(stackId, stackName, resourceName, physicalName, idempotencyKey, fence + 1, wait.physicalId().or(() -> physicalId),
                properties,
                previousProperties, outputs, Optional.of(wait.cookie()), deadline, cancel, beingLate, now.plus(later), snapshot, List.of());
    }

    /** The next action, after one that was done. */
    public TestCall after(Step step) {
        Step.Done done = (Step.Done) step;
        return new TestCall(stackId, stackName, resourceName, physicalName, idempotencyKey + "+", fence + 1, done.physicalId().or(() -> physicalId),
                properties,
                properties, done.outputs(), Optional.empty(), deadline, cancel, beingLate, now, snapshot, List.of());
    }

    /** The call that goes back to what a snapshot holds. */
    public TestCall restoring(Step snapshot) {
        return new TestCall(stackId, stackName, resourceName, physicalName, idempotencyKey, fence, physicalId, properties, previousProperties, outputs, cookie,
                deadline, cancel, beingLate, now, Optional.of(((Step.Done) snapshot).outputs()), List.of());
    }

    /** The same call with other properties. */
    public TestCall wanting(ResourceType type, String other) {
        return new TestCall(stackId, stackName, resourceName, physicalName, idempotencyKey, fence, physicalId, complete(type, other),
                previousProperties, outputs, cookie,
                deadline, cancel, beingLate, now, snapshot, List.of());
    }

    /** What an engine takes for drift: the properties that were found to differ from those of this call. */
    public List<String> drift(Observation seen) {
        return Drift.between(properties, ((Observation.Found) seen).properties()).stream().map(Difference::path).toList();
    }

    /** The call that an engine makes to mend that. */
    public TestCall mending(Observation seen) {
        ObjectNode real = Drift.overlaid(previousProperties, ((Observation.Found) seen).properties());
        return new TestCall(stackId, stackName, resourceName, physicalName, idempotencyKey, fence, physicalId, properties, real, outputs, cookie, deadline, cancel, beingLate,
                now, snapshot, List.of());
    }

    @Override
    public boolean cancelled() {
        return cancel.get();
    }

    @Override
    public boolean late() {
        return beingLate.get();
    }

    public static ObjectNode complete(ResourceType type, String properties) {
        try {
            ObjectNode given = (ObjectNode) JSON.readTree(properties.replace('\'', '"'));
            ObjectNode complete = empty();
            type.schema().properties().forEach((name, schema) -> Optional.ofNullable(given.remove(name)).or(schema::defaultValue)
                    .ifPresent(value -> complete.set(name, value)));
            if (!given.isEmpty()) {
                throw new IllegalArgumentException("not properties of " + type.schema().name() + ": " + given);
            }
            return complete;
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(properties, e);
        }
    }

    private static ObjectNode empty() {
        return JsonNodeFactory.instance.objectNode();
    }
}
