package io.rowloom.cli.output;

/** How the command ended, for scripts. */
public enum ExitCode {
    DONE(0, "done; with --wait: the stack got where it was sent"),
    FAILED(1, "the stack ended FAILED, or was rolled back when that was not asked for; in a run of sim something does not hold; or a fault in Rowloom itself"),
    BAD_INPUT(2, "wrong usage, settings, template, environment or parameters; nothing was written"),
    CONFLICT(3, "another request came first, the name is taken, or the stack's state does not admit the request; nothing was written"),
    UNREACHABLE(4, "the database cannot be reached, or its schema does not fit this version"),
    TIMED_OUT(5, "waiting took longer than it may; the stack goes on by itself"),
    NOT_FOUND(6, "there is no such stack, type or output");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    public int code() {
        return code;
    }

    public String meaning() {
        return meaning;
    }
}
