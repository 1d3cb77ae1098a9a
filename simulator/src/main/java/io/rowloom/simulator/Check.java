package io.rowloom.simulator;

/** What must hold of every run, whatever happens in it. */
public enum Check {
    // after each write
    ONE_CLAIM("at most one live claim per fence"),
    FENCES_GROW("fences only grow"),
    LATE_WRITES("late writes change nothing"),
    EVENTS("one event per change, and none is missing"),
    COUNTERS("counters count what is undone"),
    DIRTY("what has work left is dirty"),
    VISITED("only what a plan visits is claimed, after what it waits for"),
    HELD("what has a hook waits until it is cleared, and nothing else does"),
    LEFT("what is abandoned is left as it is"),
    LIMITS("no more is begun than a limit allows"),
    ROWS("rows keep the rules of the schema"),
    NO_BUG("no verb ends with a bug"),
    // at each call of a resource type
    COMMITTED("no call before its claim is committed"),
    CALLS("a call fits what is there, and comes back with the same arguments"),
    ALONE("what is replaced delete-first is never there twice"),
    ORDER("creates and deletes keep the order of dependencies"),
    // at rest
    REST("everything comes to rest"),
    ENDS("an accepted request ends or is superseded"),
    TOLD("of two requests at once one is accepted, the other told"),
    TARGET("reality equals the last accepted template"),
    HAS_A_ROW("nothing physical is without its row"),
    ONCE("nothing is there twice"),
    OUTSIDE("what is not a stack's own is never changed"),
    SNAPSHOT("a snapshot is complete or failed, and a complete one has everything"),
    CLEAN("a complete stack has nothing left to do"),
    GOOD_UPDATE("an update in which nothing fails completes"),
    IDENTICAL("an identical update makes no call"),
    PREVIEW("what a preview says comes to pass");

    private final String sentence;

    Check(String sentence) {
        this.sentence = sentence;
    }

    @Override
    public String toString() {
        return sentence;
    }
}
