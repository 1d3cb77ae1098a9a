package io.rowloom.simulator.random;

import io.rowloom.simulator.World;
import io.rowloom.stack.SubmitResult;
import java.util.List;
import java.util.function.BiFunction;

/** What a user can ask of a stack besides an update. A further stack action is a line here; it is asked for now and then ({@link Occasion}), unless it is among the usual ones. */
public enum Wish {
    ROLLBACK(World::rollback),
    CANCEL(World::cancel),
    DELETE(World::delete),
    CHECK(World::check),
    SUSPEND(World::suspend),
    RESUME(World::resume),
    SNAPSHOT((world, stack) -> world.snapshot(stack, "then")),
    RESTORE(World::restore),
    ABANDON(World::abandon);

    /** In the order in which they are drawn. */
    static final List<Wish> USUAL = List.of(ROLLBACK, CANCEL, DELETE, CHECK, SUSPEND, RESUME);

    private final BiFunction<World, String, SubmitResult> request;

    Wish(BiFunction<World, String, SubmitResult> request) {
        this.request = request;
    }

    SubmitResult of(World world, String stack) {
        return request.apply(world, stack);
    }
}
