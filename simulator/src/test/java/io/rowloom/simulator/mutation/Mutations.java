package io.rowloom.simulator.mutation;

import io.rowloom.mutation.Mutation;
import java.util.List;

/**
 * Guards that generated runs miss when they are gone.
 *
 * <p>Not among them are guards that a few hundred runs did not miss. Of the store, those are in {@code MemoryGuardsTest}, of PostgreSQL in {@code SqlGuardsTest}; besides, there are the mark when a plan decides what to visit
 * (PlanningTest), the look at what is uncertain (CourseTest), the action whose arguments are repeated (DecideTest), and the look at a copy that comes back (ReplacementScenarios).
 */
final class Mutations {
    private static final String MEMORY = "engine-core/src/main/java/io/rowloom/memory/";
    private static final String CORE = "engine-core/src/main/java/io/rowloom/";
    private static final String WORKER = "engine-worker/src/main/java/io/rowloom/worker/";

    /** By the seed in whose run it was noticed when this was written: tried first. */
    record Noticed(long seed, Mutation mutation) {}

    static final List<Noticed> ALL = List.of(
            in(133, MEMORY + "ResourceRow", "the fence of a finish, park or failure", "return version == claim.fence() && engine.equals", "return engine.equals"),
            in(18, MEMORY + "MemoryClaims", "the version in a claim", "row.version == intent.version() && row.free() && mayBegin", "row.free() && mayBegin"),
            in(33, MEMORY + "MemoryClaims", "the room in a claim within limits", "byNumber, row -> limits.of(row).allMatch(limits::room)", "byNumber, _ -> true"),
            in(844, MEMORY + "MemoryClaims", "the look for limits in any other claim", "return claimNow(stack, engine, intents, row -> limits.of(row).findAny().isEmpty())", "return claimNow(stack, engine, intents, _ -> true)"),
            in(43, MEMORY + "MemoryLimits", "what is put aside, in the count of a limit", "row.phase.isPresent() && isIn(scope, row)", "row.engine.isPresent() && isIn(scope, row)"),
            in(12, MEMORY + "MemoryClaims", "what an open action required before", "new TreeSet<>(row.requires)", "new TreeSet<>()"),
            in(48, MEMORY + "MemoryPlans", "the version that a plan gives to what it visits", "            row.version++;\n", ""),
            in(33, MEMORY + "MemoryPlans", "the comparison of a plan with the rows", "!plan.visits().stream().allMatch(visit -> asRead(stack.id, visit))", "false"),
            in(3, MEMORY + "MemoryPlans", "the mark that a row has work left", "        row.dirty = true;\n        row.dirtyTraversal = stack.traversal;\n        row.current = visit",
                    "        row.current = visit"),
            in(21, MEMORY + "ResourceRow", "the traversal of the mark, when it is removed", "dirty = dirty && dirtyTraversal != traversal;", "dirty = false;"),
            in(10, MEMORY + "Consequences", "the traversal, when the stack is counted down",
                    "count(int done, int failed, String failure) {\n        Optional<StackRow> current = tables.stack(stack).filter(s -> s.inProgressAt(traversal))",
                    "count(int done, int failed, String failure) {\n        Optional<StackRow> current = tables.stack(stack).filter(s -> s.status == Status.IN_PROGRESS)"),
            in(2, MEMORY + "Consequences", "the sum over a batch, when dependents wait for less", "for (NodeRow node : flip(claimNodes)) {",
                    "java.util.Set<Integer> told = new java.util.HashSet<>();\n        for (NodeRow node : flip(claimNodes).stream()"
                            + ".peek(n -> n.dependents = n.dependents.stream().filter(told::add).toList()).toList()) {"),
            in(34, WORKER + "Audit", "the return of claims that an engine lost track of", "context.store().engines().takeOver(lost)", "0"),
            in(7, WORKER + "Orphans", "the take-over of what dead engines held", "context.store().engines().takeOver(orphans)", "0"),
            in(48, MEMORY + "MemoryFinishes", "the version in a cut-off", "row.version == cutOff.version() && row.free()", "row.free()"),
            in(275, MEMORY + "ResourceRow", "the memory of an unknown effect", "effect = effect == Effect.UNKNOWN ? effect : call;", "effect = call;"),
            in(2722, CORE + "resource/Decide", "what a create of unknown effect was told", "nothingThere(node) ? node.args() : wanted.args()", "nothingThere(node) ? wanted.args() : wanted.args()"),
            in(16, MEMORY + "Replacement", "the order in a replacement", "deleteFirst = old.replacement == ReplacementOrder.DELETE_FIRST", "deleteFirst = false"),
            in(172, MEMORY + "Replacement", "what lets go of a copy before that makes way", "nodes.stream().filter(n -> !after.contains(n)).collect(Collectors.toSet())", "Set.of()"),
            in(1068, CORE + "traversal/NodeGraph", "the wait of a plan for what makes way", "wait(serving, cleanup(row.no()), Reason.DELETE_FIRST);", "{}"),
            in(1383, CORE + "traversal/Assignment", "the order of what a rollback has to do with", "boolean sticks = back && ", "boolean sticks = false && "),
            in(1, MEMORY + "MemoryStacks", "the traversal in a request", "if (stack.traversal != seenTraversal) {\n                return new SubmitResult.Conflict(stack.view());\n"
                    + "            }\n            if (!Admission.admitting(", "if (!Admission.admitting("));

    private Mutations() {}

    private static Noticed in(long seed, String source, String guard, String text, String instead) {
        return new Noticed(seed, new Mutation(guard, source + ".java", text, instead));
    }
}
