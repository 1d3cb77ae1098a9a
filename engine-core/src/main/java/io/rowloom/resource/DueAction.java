package io.rowloom.resource;

import io.rowloom.stack.StackId;

/** An open action that nobody holds and that is to be looked at now. */
public record DueAction(StackId stack, int no, long version, String type) {}
