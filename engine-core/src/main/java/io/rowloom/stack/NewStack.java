package io.rowloom.stack;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** A stack to be created. The target is stored already. */
public record NewStack(StackId id, String tenant, String name, UUID requestId, String target, OnFailure onFailure, Optional<Duration> timeout) {}
