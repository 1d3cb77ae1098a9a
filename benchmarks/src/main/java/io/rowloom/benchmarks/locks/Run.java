package io.rowloom.benchmarks.locks;

import java.util.List;
import java.util.Map;

/**
 * What a results file begins with.
 *
 * @param format of the file
 * @param at when the run began, ISO 8601
 * @param options that the run can be repeated with
 * @param environment names and values: machine, versions, commit
 * @param skipped modes that were asked for and could not be measured, and why
 * @param notes further things that a reader should know
 */
record Run(int format, String at, String options, double scale, int repetitions, Map<String, String> environment, Map<String, String> skipped,
        List<String> notes) {
    static final int FORMAT = 1;
}
