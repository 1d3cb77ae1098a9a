package io.rowloom.simulator.mutation;

import io.rowloom.mutation.MutatedClasses;
import io.rowloom.mutation.Mutation;
import java.lang.reflect.Method;
import java.util.List;

/** The engine and the simulator with a guard removed. */
final class MutatedEngine implements AutoCloseable {
    private final MutatedClasses classes;
    private final Method script;
    private final Method run;

    MutatedEngine(Mutation mutation) {
        classes = new MutatedClasses(mutation);
        try {
            Class<?> runs = classes.load("io.rowloom.simulator.random.RandomRun");
            script = runs.getMethod("script", long.class);
            run = runs.getMethod("of", script.getReturnType());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the judge finds in the run of a seed, as text. */
    List<String> findings(long seed) {
        try {
            Object verdict = run.invoke(null, script.invoke(null, seed));
            return ((List<?>) verdict.getClass().getMethod("findings").invoke(verdict)).stream().map(String::valueOf).toList();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        classes.close();
    }
}
