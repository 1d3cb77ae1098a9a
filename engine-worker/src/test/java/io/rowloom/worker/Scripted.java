package io.rowloom.worker;

import io.rowloom.plugin.AttributeSchema;
import io.rowloom.plugin.PropertySchema;
import io.rowloom.plugin.ResourceCall;
import io.rowloom.plugin.ResourceType;
import io.rowloom.plugin.Step;
import io.rowloom.plugin.TypeSchema;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** A resource type whose creates do what the test says. Its attribute {@code password} and its property {@code key} are secret. It keeps count of its calls. */
final class Scripted implements ResourceType {
    static final String NAME = "Test::Scripted";
    final AtomicInteger creates = new AtomicInteger();
    private final Supplier<Step> create;

    Scripted(Supplier<Step> create) {
        this.create = create;
    }

    @Override
    public TypeSchema schema() {
        return TypeSchema.of(NAME, "For tests.").property("key", PropertySchema.of(PropertySchema.Type.STRING, "A secret, too.").secret())
                .attribute("password", AttributeSchema.secret("A secret."));
    }

    @Override
    public Step create(ResourceCall call) {
        creates.incrementAndGet();
        return create.get();
    }

    @Override
    public Step delete(ResourceCall call) {
        return Step.done();
    }
}
