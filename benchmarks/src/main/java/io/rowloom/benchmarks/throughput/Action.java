package io.rowloom.benchmarks.throughput;

import io.rowloom.benchmarks.locks.SlowType;

/** What a resource does when it is made or changed. */
public enum Action {
    /** Nothing: it answers at once. */
    NO_OP("OS::Heat::TestResource", "update_replace_value"),
    /** The call takes 50 ms. */
    SLOW(SlowType.NAME, SlowType.COPY),
    /** It answers at once that it is to be asked again, seconds later: until then the action is a row, and no thread. */
    WAITING("OS::Heat::TestResource", "update_replace_value");

    private final String type;
    private final String copy;

    Action(String type, String copy) {
        this.type = type;
        this.copy = copy;
    }

    String type() {
        return type;
    }

    /** The property whose change replaces the resource. A change of {@code value} updates it in place. */
    String copyProperty() {
        return copy;
    }
}
