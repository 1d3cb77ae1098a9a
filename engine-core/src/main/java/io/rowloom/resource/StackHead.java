package io.rowloom.resource;

import io.rowloom.stack.Approach;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackAction;
import io.rowloom.stack.StackId;
import java.time.Instant;
import java.util.Optional;

/** What an engine needs to know of a stack to work for one of its traversals. */
public record StackHead(
        StackId id, String tenant, String name, int traversal, StackAction action, OnFailure onFailure, Optional<String> target, Approach approach, Optional<Instant> deadline) {

    public static StackHead of(Stack stack) {
        return new StackHead(stack.id(), stack.tenant(), stack.name(), stack.traversal(), stack.action(), stack.onFailure(), stack.target(), stack.approach(), stack.deadline());
    }
}
