package io.rowloom.simulator.random;

import io.rowloom.simulator.World;
import io.rowloom.stack.SubmitResult;
import java.util.function.BiFunction;

/** What a user can ask of a stack besides an update. A further stack action is a line here. */
public enum Wish {
    ROLLBACK(World::rollback),
    CANCEL(World::cancel),
    DELETE(World::delete),
    CHECK(World::check),
    SUSPEND(World::suspend),
    RESUME(World::resume);

    private final BiFunction<World, String, SubmitResult> request;

    Wish(BiFunction<World, String, SubmitResult> request) {
        this.request = request;
    }

    SubmitResult of(World world, String stack) {
        return request.apply(world, stack);
    }
}
