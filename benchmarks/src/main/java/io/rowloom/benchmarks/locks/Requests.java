package io.rowloom.benchmarks.locks;

import io.rowloom.plugin.ResourceTypes;
import io.rowloom.stack.NewStack;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.Request;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackId;
import io.rowloom.stack.SubmitResult;
import io.rowloom.store.Hint;
import io.rowloom.store.Store;
import io.rowloom.template.Target;
import io.rowloom.template.Templates;
import java.io.IOException;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Sends what a workload asks for, as users do, and waits for its end. */
final class Requests {
    private static final Duration LOOK_EVERY = Duration.ofMillis(5);
    private static final Duration LONGEST = Duration.ofMinutes(5);
    private static final int SENDERS = 4;

    private final Store store;
    private final Connection eyes;
    private final ResourceTypes types = ResourceTypes.load(Requests.class.getClassLoader());
    private final SecureRandom random = new SecureRandom();
    private final Blueprint blueprint;
    private final List<StackId> stacks;

    /** Tells, while one waits, that waiting makes no sense any more. */
    interface Check {
        void run() throws IOException;
    }

    private record Standing(int running, int wrong, int unplanned, int pending) {}

    /** @param eyes a connection to look with */
    Requests(Store store, Connection eyes, Blueprint blueprint) {
        this.store = store;
        this.eyes = eyes;
        this.blueprint = blueprint;
        this.stacks = IntStream.range(0, blueprint.stacks()).mapToObj(_ -> StackId.create(Clock.systemUTC(), random)).toList();
    }

    Set<String> ids() {
        return stacks.stream().map(StackId::toString).collect(Collectors.toSet());
    }

    private Target target(String value) {
        return Templates.accept(blueprint.template(value), types);
    }

    /** Creates all stacks, by several senders at once, and waits until all are complete. */
    void create(Check check) throws SQLException, IOException, InterruptedException {
        Target first = target("first");
        try (var senders = Executors.newFixedThreadPool(SENDERS)) {
            List<Future<?>> all = new ArrayList<>();
            stacks.forEach(id -> all.add(senders.submit(() -> create(id, first))));
            for (Future<?> each : all) {
                each.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("a stack was not accepted", e.getCause());
        }
        await(standing -> standing.running() == 0, check);
    }

    private void create(StackId id, Target target) {
        accepted(store.stacks().create(new NewStack(id, "benchmark", "s" + id, UUID.randomUUID(), target, OnFailure.STOP, Optional.empty())));
        store.hints().announce(Hint.REQUESTS);
    }

    /** Updates the one stack again and again, each time when half of the update before is done, and waits until the last is complete. */
    void update(Check check) throws SQLException, IOException, InterruptedException {
        StackId id = stacks.getFirst();
        List<Target> targets = IntStream.rangeClosed(1, blueprint.updates()).mapToObj(i -> target("update" + i)).toList();
        int half = blueprint.requires().size() / 2;
        for (Target target : targets) {
            await(standing -> standing.running() == 0 || standing.unplanned() == 0 && standing.pending() <= half, check);
            String hash = store.targets().store(target);
            int seen = store.stacks().find(id).map(Stack::traversal).orElseThrow();
            accepted(store.stacks().submit(id, seen, Request.of(UUID.randomUUID(), new Request.Goal.Update(hash))));
            store.hints().announce(Hint.REQUESTS);
        }
        await(standing -> standing.running() == 0, check);
    }

    private static void accepted(SubmitResult result) {
        if (!(result instanceof SubmitResult.Accepted)) {
            throw new IllegalStateException("the request was not accepted: " + result);
        }
    }

    private interface Enough {
        boolean in(Standing standing);
    }

    private void await(Enough enough, Check check) throws SQLException, IOException, InterruptedException {
        long deadline = System.nanoTime() + LONGEST.toNanos();
        for (Standing standing = standing(); !enough.in(standing); standing = standing()) {
            if (standing.wrong() > 0) {
                throw new IllegalStateException(standing.wrong()
                        + " stacks of the workload failed: is another worker at the database, with other resource types?");
            }
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("the workload is not done after " + LONGEST.toSeconds() + " s: " + standing);
            }
            check.run();
            Thread.sleep(LOOK_EVERY);
        }
    }

    private Standing standing() throws SQLException {
        try (var statement = eyes.createStatement(); ResultSet row = statement.executeQuery("""
                SELECT count(*) FILTER (WHERE status = 'IN_PROGRESS') AS rowloom_bench, count(*) FILTER (WHERE status = 'FAILED'),
                    count(*) FILTER (WHERE planned < traversal), coalesce(sum(pending), 0)
                FROM stack WHERE NOT settled""")) {
            row.next();
            return new Standing(row.getInt(1), row.getInt(2), row.getInt(3), row.getInt(4));
        }
    }
}
