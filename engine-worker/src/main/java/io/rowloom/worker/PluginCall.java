package io.rowloom.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.plugin.ResourceCall;
import io.rowloom.plugin.Signal;
import io.rowloom.resource.ClaimedAction;
import io.rowloom.value.Secrets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;

/** A claimed action as its resource type sees it. {@code previous}: the properties as observed just now, in clear; empty: as of the last success. */
record PluginCall(ClaimedAction action, Optional<ObjectNode> previous, List<Signal> signals, InstantSource clock, BooleanSupplier cancelling,
        BooleanSupplier beingLate) implements ResourceCall {
    @Override
    public UUID stackId() {
        return action.claim().stack().value();
    }

    @Override
    public String stackName() {
        return action.stack().name();
    }

    @Override
    public String resourceName() {
        return action.name();
    }

    @Override
    public String physicalName() {
        return action.physicalName();
    }

    @Override
    public String idempotencyKey() {
        return action.idempotencyKey();
    }

    @Override
    public long fence() {
        return action.claim().fence();
    }

    @Override
    public Optional<String> physicalId() {
        return action.physicalId();
    }

    @Override
    public boolean external() {
        return action.external();
    }

    @Override
    public ObjectNode properties() {
        return (ObjectNode) Secrets.reveal(action.args());
    }

    @Override
    public ObjectNode previousProperties() {
        return previous.orElseGet(() -> (ObjectNode) Secrets.reveal(action.properties().orElseGet(JsonNodeFactory.instance::objectNode)));
    }

    @Override
    public ObjectNode outputs() {
        return (ObjectNode) Secrets.reveal(action.outputs());
    }

    @Override
    public Optional<JsonNode> cookie() {
        return action.cookie();
    }

    @Override
    public Optional<ObjectNode> snapshot() {
        return action.kept().map(data -> (ObjectNode) Secrets.reveal(data));
    }

    @Override
    public Optional<Instant> deadline() {
        return action.stack().deadline();
    }

    @Override
    public boolean cancelled() {
        return cancelling.getAsBoolean();
    }

    @Override
    public boolean late() {
        return beingLate.getAsBoolean();
    }

    @Override
    public Instant now() {
        return clock.instant();
    }
}
