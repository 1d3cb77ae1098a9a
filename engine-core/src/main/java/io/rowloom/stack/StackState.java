package io.rowloom.stack;

/** Action and status together, as Heat shows them: {@code CREATE_IN_PROGRESS}. */
public record StackState(StackAction action, Status status) {
    @Override
    public String toString() {
        return action + "_" + status;
    }
}
