package io.rowloom.stack;

import io.rowloom.template.Target;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/**
 * A stack to be created. Its target is stored with it.
 *
 * @param adopts whether it begins by taking over what its target names ({@link StackAction#ADOPT}), instead of making everything
 */
public record NewStack(StackId id, String tenant, String name, UUID requestId, Target target, OnFailure onFailure, Optional<Duration> timeout, boolean adopts, Tags tags) {
    public NewStack(StackId id, String tenant, String name, UUID requestId, Target target, OnFailure onFailure, Optional<Duration> timeout) {
        this(id, tenant, name, requestId, target, onFailure, timeout, false, Tags.NONE);
    }

    public StackAction action() {
        return adopts ? StackAction.ADOPT : StackAction.CREATE;
    }
}
