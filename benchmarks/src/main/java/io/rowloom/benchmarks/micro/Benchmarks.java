package io.rowloom.benchmarks.micro;

import io.rowloom.benchmarks.throughput.Shape;
import io.rowloom.resource.Decision;
import io.rowloom.template.ResourceDefinition;
import io.rowloom.template.Target;
import io.rowloom.template.Templates;
import io.rowloom.traversal.Plan;
import io.rowloom.traversal.PlanView;
import io.rowloom.traversal.PlannedDefinition;
import io.rowloom.traversal.Planning;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What is measured: one call does a part for a whole stack. In what is said of growth, n are the resources, e the dependencies, d those of one resource, t the characters of
 * the template. All are about linear: where there is a logarithm, it is one of comparisons of names or numbers, beside which the rest is large.
 */
public class Benchmarks {

    /** A stack of a shape and size; what it is made of is made before the clock runs. */
    @State(Scope.Benchmark)
    public static class OfStack {
        @Param
        public Shape shape = Shape.WIDE;
        @Param("1000")
        public int size;
        private Workload workload = Workload.of(Shape.ONE, 1);

        @Setup
        public void make() {
            workload = Workload.of(shape, size);
            check(workload.plan().nodes().size() == workload.resources(), "a create visits every resource");
        }
    }

    /** Rows that are as the target says. */
    @State(Scope.Benchmark)
    public static class OfSettled {
        private PlanView view = Workload.of(Shape.ONE, 1).settled();

        @Setup
        public void make(OfStack stack) {
            view = stack.workload.settled();
            check(planned(view, stack.workload).nodes().isEmpty(), "an update to the same target visits nothing");
        }
    }

    /** Nodes whose dependencies are there. */
    @State(Scope.Benchmark)
    public static class OfReady {
        private Appraised appraised = Appraised.of(Workload.of(Shape.ONE, 1));

        @Setup
        public void make(OfStack stack) {
            appraised = Appraised.of(stack.workload);
            check(appraised.decisions().stream().allMatch(decision -> decision instanceof Decision.Begin(var intent) && intent.refusal().isEmpty()), "all nodes can begin");
        }
    }

    /** What was decided, cut into batches. */
    @State(Scope.Benchmark)
    public static class OfBatches {
        private Batches batches = Batches.of(Shape.ONE, Appraised.of(Workload.of(Shape.ONE, 1)));

        @Setup
        public void make(OfStack stack) {
            batches = Batches.of(stack.shape, Appraised.of(stack.workload));
        }
    }

    private static void check(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException("what would be measured is something else: " + what);
        }
    }

    /** From a text to an accepted target. O(t + (n + e) log n): the text is read once into trees of hash maps; only the search for circles sorts the names. */
    @Benchmark
    public Target parse(OfStack stack) {
        return Templates.accept(stack.workload.input(), stack.workload.types());
    }

    /**
     * From a stored target to what the engine works with, of all resources, once per target and process. O(t + (n + e) log n): every definition is hashed once, and all are sorted by name. An
     * environment with rules would add n times their number, since each name is compared with all of them; there are none here.
     */
    @Benchmark
    public List<ResourceDefinition> blueprint(OfStack stack) {
        return List.copyOf(Workload.blueprint(stack.workload.target(), stack.workload.types()).resources().values());
    }

    /**
     * The plan of a create. O((n + e) log n): rows are assigned in the order of names, what waits for what is in hash maps, dependents are sorted; the search for circles is
     * O(n + e).
     */
    @Benchmark
    public Plan planCreate(OfStack stack) {
        return planned(stack.workload.empty(), stack.workload);
    }

    /** The plan of an update that changes nothing, over all rows. O(n log n + e): a row that is as the target says costs its comparison and the look at what it requires. */
    @Benchmark
    public Plan planUnchanged(OfStack stack, OfSettled rows) {
        return planned(rows.view, stack.workload);
    }

    private static Plan planned(PlanView view, Workload workload) {
        return Planning.plan(view, PlannedDefinition.all(workload.blueprint()));
    }

    /**
     * What every node of a create comes to: references resolved, properties checked and hashed, decided. One node: O(log n + d log d) for its definition and the numbers of
     * its dependencies, and the length of its properties; all: O((n + e) log n).
     */
    @Benchmark
    public List<Decision> decide(OfReady ready) {
        return ready.appraised.decisions();
    }

    /**
     * The arrays that the statements bind which finish resources and claim the next, 64 at once and one at once in a chain, until the driver gets them. O(n + e), and the
     * length of what is written as JSON.
     */
    @Benchmark
    public List<List<Object>> batch(OfBatches batches) {
        return batches.batches.assemble();
    }
}
