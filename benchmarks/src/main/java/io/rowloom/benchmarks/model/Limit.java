package io.rowloom.benchmarks.model;

/** What can be the reason why it does not go faster. */
enum Limit {
    DATABASE_CPU("processors of the databases"), COMMITS("commits of the databases"), LOG("write-ahead log"),
    WORKER_CPU("processors of the workers"), SLOTS("slots of the workers"),
    DEPTH("what follows one another in a stack");

    private final String text;

    Limit(String text) {
        this.text = text;
    }

    String text() {
        return text;
    }
}
