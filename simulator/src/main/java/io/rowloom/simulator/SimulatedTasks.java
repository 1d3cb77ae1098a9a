package io.rowloom.simulator;

import io.rowloom.worker.Tasks;
import java.time.Duration;
import java.time.InstantSource;

/** A process's tasks as coroutines on virtual time. */
final class SimulatedTasks implements Tasks {
    private final Steps steps;
    private final Steps.Process process;

    SimulatedTasks(Steps steps, Steps.Process process) {
        this.steps = steps;
        this.process = process;
    }

    @Override
    public void start(String name, Runnable task) {
        steps.start(name, process, task);
    }

    @Override
    public Signal signal() {
        Steps.Condition condition = new Steps.Condition();
        return new Signal() {
            @Override
            public void raise() {
                steps.raise(condition);
            }

            @Override
            public void await(Duration atMost) {
                steps.await(condition, atMost);
            }
        };
    }

    @Override
    public InstantSource clock() {
        return steps::instant;
    }

    @Override
    public Duration elapsed() {
        return steps.elapsed();
    }

    @Override
    public boolean ends(Throwable thrown) {
        return thrown instanceof Steps.Gone;
    }

    @Override
    public void pause(Duration time) {
        steps.sleep(time);
    }
}
