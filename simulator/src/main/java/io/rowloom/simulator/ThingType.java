package io.rowloom.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.plugin.AttributeSchema;
import io.rowloom.plugin.Observation;
import io.rowloom.plugin.PropertySchema;
import io.rowloom.plugin.PropertySchema.Type;
import io.rowloom.plugin.ResourceCall;
import io.rowloom.plugin.ResourceType;
import io.rowloom.plugin.Step;
import io.rowloom.plugin.TypeSchema;
import io.rowloom.plugin.UpdatePolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * The resource type of simulated stacks. Others may run before and after the moment of effect, so an engine can die with the effect made and not recorded.
 */
final class ThingType implements ResourceType {
    static final String NAME = "Sim::Thing";
    /** Whose creates and updates wait for signals. */
    static final String AWAITING = "Sim::Awaiting";

    private final boolean awaiting;
    private final Reality reality;
    private final Steps steps;
    private final PluginFaults faults;
    private final Network network;

    ThingType(boolean awaiting, Reality reality, Steps steps, PluginFaults faults, Network network) {
        this.awaiting = awaiting;
        this.reality = reality;
        this.steps = steps;
        this.faults = faults;
        this.network = network;
    }

    @Override
    public TypeSchema schema() {
        TypeSchema schema = TypeSchema.of(awaiting ? AWAITING : NAME, "A thing that exists only in a simulation.")
                .property("size", PropertySchema.of(Type.STRING, "Changed in place."))
                .property("shape", PropertySchema.of(Type.STRING, "A change needs a new thing.").onChange(UpdatePolicy.REPLACE))
                .property("place", PropertySchema.of(Type.STRING, "Where it is. A change needs a new thing, which takes the place of an older copy of the same resource.")
                        .onChange(UpdatePolicy.REPLACE))
                .property("needs", PropertySchema.of(Type.LIST, "Ids of other things. Changed in place."))
                .property("fail", PropertySchema.of(Type.BOOLEAN, "Creates and updates fail."))
                .property("unkeepable", PropertySchema.of(Type.BOOLEAN, "Snapshots fail."))
                .property("wait", PropertySchema.of(Type.INTEGER, "How often a create or update asks to be called again, a second apart."))
                .attribute("size", AttributeSchema.of("The size."))
                .attribute("id", AttributeSchema.of("The physical id."));
        return awaiting ? schema.property("awaits", PropertySchema.of(Type.INTEGER, "For how many signals it waits.")).takingSignals() : schema;
    }

    @Override
    public Step create(ResourceCall call) {
        return acting(call, () -> {
            Reality.Thing thing = reality.create(call.physicalName(), call.resourceName(), call.idempotencyKey(), values(call));
            return Step.done(thing.id(), outputs(call.properties(), thing.id()));
        });
    }

    @Override
    public Step update(ResourceCall call) {
        return acting(call, () -> reality.update(call.physicalName(), call.idempotencyKey(), values(call))
                .map(thing -> Step.done(thing.id(), outputs(call.properties(), thing.id()))).orElseGet(() -> new Step.Gone("simulated: it is not there")));
    }

    @Override
    public Step delete(ResourceCall call) {
        return affecting(call, () -> {
            located(call).ifPresent(thing -> reality.delete(thing.owner()));
            return Step.done();
        });
    }

    @Override
    public Observation observe(ResourceCall call) {
        steps.yield();
        Optional<Reality.Thing> thing = call.external() ? reality.find(call.physicalId().orElseThrow()) : located(call);
        steps.yield();
        if (thing.isEmpty()) {
            return new Observation.Missing("simulated: it is not there");
        }
        ObjectNode properties = JsonNodeFactory.instance.objectNode();
        List.of("size", "shape", "place").stream().filter(thing.get().values()::containsKey).forEach(name -> properties.put(name, thing.get().values().get(name)));
        return new Observation.Found(properties, outputs(properties, thing.get().id()));
    }

    /** What has a place is found by its id, or, before that is known, only at the place that the call names. */
    private Optional<Reality.Thing> located(ResourceCall call) {
        Optional<String> place = Optional.ofNullable(call.properties().get("place")).map(JsonNode::asText);
        return reality.ofOwner(call.physicalName())
                .filter(thing -> call.physicalId().isPresent() || place.equals(Optional.ofNullable(thing.values().get("place"))));
    }

    @Override
    public Observation adopt(ResourceCall call) {
        steps.yield();
        reality.admit(call.physicalName(), call.fence());
        reality.adopt(call.physicalId().orElseThrow(), call.physicalName(), call.resourceName(), call.idempotencyKey());
        return observe(call);
    }

    @Override
    public boolean keepsSnapshots() {
        return true;
    }

    @Override
    public Step snapshot(ResourceCall call) {
        PluginFaults.Fate fate = faults.next(call.stackName() + call.resourceName());
        steps.sleep(fate.takes());
        if (fate.course() == PluginFaults.Course.RETRY_BEFORE || fate.course() == PluginFaults.Course.RETRY_AFTER) {
            return Step.retry("simulated: try again");
        }
        Optional<Reality.Thing> thing = reality.ofOwner(call.physicalName());
        steps.sleep(fate.takesAfter());
        if (call.properties().path("unkeepable").asBoolean()) {
            return Step.failed("SimulatedError: told not to be kept");
        }
        ObjectNode values = JsonNodeFactory.instance.objectNode();
        thing.ifPresent(t -> t.values().forEach(values::put));
        return thing.isPresent() ? new Step.Done(Optional.empty(), values) : new Step.Gone("simulated: it is not there");
    }

    @Override
    public Step restore(ResourceCall call) {
        return acting(call, () -> {
            Map<String, String> values = new TreeMap<>(values(call));
            call.snapshot().orElseThrow().properties().stream().filter(value -> !value.getKey().equals("needs")).forEach(value -> values.put(value.getKey(), value.getValue().asText()));
            Optional<Reality.Thing> there = reality.ofOwner(call.physicalName());
            if (there.isEmpty() && call.physicalId().isPresent()) {
                return new Step.Gone("simulated: it is not there");
            }
            Reality.Thing thing = there.orElseGet(() -> reality.create(call.physicalName(), call.resourceName(), call.idempotencyKey(), values));
            reality.update(call.physicalName(), call.idempotencyKey(), values);
            return Step.done(thing.id(), outputs(call.properties(), thing.id()));
        });
    }

    @Override
    public Step suspend(ResourceCall call) {
        return resting(call, true);
    }

    @Override
    public Step resume(ResourceCall call) {
        return resting(call, false);
    }

    private Step resting(ResourceCall call, boolean rests) {
        return affecting(call, () -> reality.ofOwner(call.physicalName()).map(thing -> {
            reality.rest(thing.id(), rests);
            return Step.done();
        }).orElseGet(() -> new Step.Gone("simulated: it is not there")));
    }

    private Step acting(ResourceCall call, Supplier<Step> effect) {
        if (awaiting) {
            Set<String> told = new TreeSet<>();
            call.cookie().ifPresent(cookie -> cookie.forEach(id -> told.add(id.asText())));
            call.signals().forEach(signal -> told.add(signal.id().toString()));
            if (told.size() < call.properties().path("awaits").asInt()) {
                ArrayNode cookie = JsonNodeFactory.instance.arrayNode();
                told.forEach(cookie::add);
                return new Step.Wait(cookie, Duration.ofHours(1), Optional.empty());
            }
        }
        int waited = call.cookie().filter(JsonNode::isInt).map(JsonNode::asInt).orElse(0);
        if (waited < call.properties().path("wait").asInt(0)) {
            return new Step.Wait(IntNode.valueOf(waited + 1), Duration.ofSeconds(1), Optional.empty());
        }
        return affecting(call, call.properties().path("fail").asBoolean() ? () -> Step.failed("SimulatedError: told to fail") : effect);
    }

    /** Effects pass the fence at the moment they happen, however late. */
    private Step affecting(ResourceCall call, Supplier<Step> effect) {
        boolean placed = call.properties().has("place");
        Supplier<Step> admitted = () -> {
            if (placed && call.late()) {
                return Step.retry("simulated: too late");
            }
            reality.admit(call.physicalName(), call.fence());
            return effect.get();
        };
        PluginFaults.Fate fate = faults.next(call.stackName() + call.resourceName());
        steps.sleep(fate.takes());
        Step step = switch (placed ? fate.course().atOnce() : fate.course()) {
            case WELL -> admitted.get();
            case RETRY_BEFORE -> Step.retry("simulated: try again");
            case RETRY_AFTER -> instead(admitted, Step.retry("simulated: done, try again"));
            case FAIL_BEFORE -> Step.failed("simulated: failed");
            case FAIL_AFTER -> instead(admitted, unknown("simulated: failed after all"));
            case LATE_RETRY -> later(fate, admitted, Step.retry("simulated: no answer, try again"));
            case LATE_FAIL -> later(fate, admitted, unknown("simulated: no answer"));
            case TWICE -> later(fate, admitted, admitted.get());
        };
        steps.sleep(fate.takesAfter());
        return step;
    }

    private static Step instead(Supplier<Step> effect, Step told) {
        effect.get();
        return told;
    }

    private Step later(PluginFaults.Fate fate, Supplier<Step> effect, Step told) {
        network.later(fate.late(), effect::get);
        return told;
    }

    private static Step unknown(String reason) {
        return new Step.Failed(reason, false, Step.Effect.UNKNOWN, Optional.empty());
    }

    private static Map<String, String> values(ResourceCall call) {
        Map<String, String> values = new TreeMap<>();
        call.properties().properties().forEach(p -> {
            if (!List.of("wait", "fail", "unkeepable", "awaits").contains(p.getKey())) {
                values.put(p.getKey(), p.getValue().isTextual() ? p.getValue().asText() : p.getValue().toString());
            }
        });
        return values;
    }

    private static ObjectNode outputs(ObjectNode properties, String id) {
        ObjectNode outputs = JsonNodeFactory.instance.objectNode();
        outputs.set("size", properties.path("size").isMissingNode() ? JsonNodeFactory.instance.nullNode() : properties.get("size"));
        return outputs.put("id", id);
    }
}
