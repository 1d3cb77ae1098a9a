package io.rowloom.benchmarks.throughput;

/** What pictures of the report are about, in their order. */
enum About {
    SIZES("Against the size of stacks", "Resources per second, end to end: from before the template is parsed until another process sees the stack complete. Of the shape 'stacks' the size is "
            + "that of all stacks of ten together. Points are medians; the thin line behind a point goes from the smallest to the largest repetition."),
    WORKERS("Against the number of workers", "The same stacks, on the same processors, with more worker processes."),
    LIMITS("Against the database itself", "How much of the rate that the same rows make without the engine: 'same' are the engine's own statements with parameters made before, 'verbs' the "
            + "same through the store, 'minimal' the same changes of rows without guards and answers."),
    PROCESSORS("Processor time", "Milliseconds per resource, of all workers, of PostgreSQL, and of the benchmark, which parses and sends the requests.");

    private final String title;
    private final String text;

    About(String title, String text) {
        this.title = title;
        this.text = text;
    }

    String title() {
        return title;
    }

    String text() {
        return text;
    }
}
