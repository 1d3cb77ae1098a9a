package io.rowloom.benchmarks.micro;

/** What can be measured; {@link Benchmarks} says what each is and how it should grow. */
enum Part {
    PARSE("parse"),
    BLUEPRINT("blueprint"),
    PLAN_CREATE("planCreate"),
    PLAN_UNCHANGED("planUnchanged"),
    DECIDE("decide"),
    BATCH("batch");

    private final String method;

    Part(String method) {
        this.method = method;
    }

    /** As JMH selects it: a regular expression. */
    String pattern() {
        return "^" + Benchmarks.class.getName().replace(".", "\\.") + "\\." + method + "$";
    }
}
