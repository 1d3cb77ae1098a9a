package io.rowloom.resource;

/** An open action that nobody holds and that is to be looked at now. */
public record DueAction(StackHead stack, int no, long version, String type) {}
