package io.rowloom.types.signal;

import static io.rowloom.plugin.PropertySchema.Type.INTEGER;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.constraint.Constraint;
import io.rowloom.plugin.AttributeSchema;
import io.rowloom.plugin.Observation;
import io.rowloom.plugin.PropertySchema;
import io.rowloom.plugin.Recovery;
import io.rowloom.plugin.ResourceCall;
import io.rowloom.plugin.ResourceType;
import io.rowloom.plugin.Signal;
import io.rowloom.plugin.Step;
import io.rowloom.plugin.TypeSchema;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Waits for signals, as Heat's {@code OS::Heat::WaitCondition} does with its handle. A signal's data is a map as Heat's clients send it, {@code {"id": …, "status":
 * "SUCCESS" or "FAILURE", "reason": …, "data": …}}, each entry optional; or anything else, which is then the data itself. Signals that give the same id count once, and the
 * later data stays.
 *
 * <p>What was received is in the cookie while the action runs, and in the output afterwards. After a failure the count begins anew.
 */
public final class WaitSignalType implements ResourceType {
    private static final String COUNT = "count";
    private static final String TIMEOUT = "timeout";
    private static final String DATA = "data";
    private static final String UNTIL = "until";
    private static final int DAY = 86_400;

    private static final TypeSchema SCHEMA = TypeSchema.of("Rowloom::WaitSignal",
            "Waits until it got as many signals as it wants ('rowloom stack signal'). What depends on it waits with it.")
            .property(COUNT, PropertySchema.of(INTEGER, "How many different signals it wants. With a higher one it waits again for those that lack.")
                    .withDefault(IntNode.valueOf(1)).with(atLeast(1)))
            .property(TIMEOUT, PropertySchema.of(INTEGER, "Seconds to wait; then it fails.").withDefault(IntNode.valueOf(DAY)).with(atLeast(1)))
            .attribute(DATA, AttributeSchema.of("What the signals said: a map from their ids to their data."))
            .takingSignals();

    @Override
    public TypeSchema schema() {
        return SCHEMA;
    }

    @Override
    public Step create(ResourceCall call) {
        ObjectNode received = received(call);
        Optional<String> failure = take(call, received);
        if (failure.isPresent()) {
            return Step.failed("WaitConditionFailure: " + failure.get());
        }
        int count = call.properties().path(COUNT).asInt();
        if (received.size() >= count) {
            return Step.done(call.physicalName(), JsonNodeFactory.instance.objectNode().set(DATA, received));
        }
        Instant until = call.cookie().map(cookie -> Instant.parse(cookie.path(UNTIL).asText()))
                .orElseGet(() -> call.now().plusSeconds(call.properties().path(TIMEOUT).asLong()));
        if (!call.now().isBefore(until)) {
            return Step.failed("WaitConditionTimeout: " + received.size() + " of " + count + " received");
        }
        ObjectNode cookie = JsonNodeFactory.instance.objectNode().put(UNTIL, until.toString());
        cookie.set(DATA, received);
        return new Step.Wait(cookie, Duration.between(call.now(), until), Optional.of(call.physicalName()));
    }

    @Override
    public Step update(ResourceCall call) {
        return create(call);
    }

    @Override
    public Step delete(ResourceCall call) {
        return Step.done();
    }

    /** There is nothing of it but its row. */
    @Override
    public Observation observe(ResourceCall call) {
        return new Observation.Found(JsonNodeFactory.instance.objectNode(), JsonNodeFactory.instance.objectNode());
    }

    @Override
    public Recovery recovery(ObjectNode before, ObjectNode after) {
        return Recovery.REPAIR;
    }

    private static ObjectNode received(ResourceCall call) {
        JsonNode sofar = call.cookie().map(cookie -> cookie.path(DATA)).orElseGet(() -> call.outputs().path(DATA));
        return sofar instanceof ObjectNode map ? map.deepCopy() : JsonNodeFactory.instance.objectNode();
    }

    /** Answers the reason of the first signal that told of a failure. */
    private static Optional<String> take(ResourceCall call, ObjectNode received) {
        for (Signal signal : call.signals()) {
            JsonNode said = signal.data();
            if (said.path("status").asText().equals("FAILURE")) {
                return Optional.of(said.path("reason").asText("no reason was given"));
            }
            boolean form = said.isObject() && (said.has(DATA) || said.has("id") || said.has("status") || said.has("reason"));
            received.set(said.path("id").asText(signal.id().toString()), form ? said.path(DATA).isMissingNode() ? JsonNodeFactory.instance.nullNode() : said.get(DATA) : said);
        }
        return Optional.empty();
    }

    private static Constraint atLeast(int least) {
        return new Constraint.Range(Optional.of(BigDecimal.valueOf(least)), Optional.empty());
    }
}
