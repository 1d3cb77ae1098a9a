package io.rowloom.resource;

/** What became of the wish to clear a hook. */
public sealed interface HookResult {
    /** What waited for it goes on. Also the answer when it was cleared before in the same traversal. */
    record Cleared() implements HookResult {}

    /** Nothing of that name waits for it. */
    record NotSet() implements HookResult {}
}
