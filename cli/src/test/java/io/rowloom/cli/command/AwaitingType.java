package io.rowloom.cli.command;

import com.fasterxml.jackson.databind.node.NullNode;
import io.rowloom.plugin.ResourceCall;
import io.rowloom.plugin.ResourceType;
import io.rowloom.plugin.Step;
import io.rowloom.plugin.TypeSchema;
import java.time.Duration;

/** Is there as soon as it is told anything. */
public final class AwaitingType implements ResourceType {
    @Override
    public TypeSchema schema() {
        return TypeSchema.of("Test::Awaiting", "For tests.").takingSignals();
    }

    @Override
    public Step create(ResourceCall call) {
        return call.signals().isEmpty() ? Step.lookAgain(NullNode.instance, Duration.ofHours(1)) : Step.done();
    }

    @Override
    public Step delete(ResourceCall call) {
        return Step.done();
    }
}
