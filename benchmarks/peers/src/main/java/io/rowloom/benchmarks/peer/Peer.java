package io.rowloom.benchmarks.peer;

/** A scheduler, set up as its documents recommend it where many short jobs are to be done. */
interface Peer extends AutoCloseable {

    /** What was set up, for people. */
    String setup();

    /** Makes its tables where there are none, and begins to work. */
    void start() throws Exception;

    /** Hands in so many jobs that do nothing, the quickest way it has. */
    void submit(int jobs) throws Exception;

    /** A query that answers how many jobs are not done yet. */
    String left();

    /** A statement that removes what is left of jobs that are done; empty where nothing is. */
    String clean();

    /** Returns when what it is doing is done, and nothing of it is left in this process. */
    @Override
    void close();
}
