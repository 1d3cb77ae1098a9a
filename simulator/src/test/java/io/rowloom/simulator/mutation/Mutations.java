package io.rowloom.simulator.mutation;

import java.util.List;

/** Every guard that the simulator can miss. */
final class Mutations {
    private static final String MEMORY = "engine-core/src/main/java/io/rowloom/memory/";
    private static final String CORE = "engine-core/src/main/java/io/rowloom/";
    private static final String WORKER = "engine-worker/src/main/java/io/rowloom/worker/";

    static final List<Mutation> ALL = List.of(
            in(MEMORY + "ResourceRow", "the fence of a finish, park or failure", "return version == claim.fence() && engine.equals", "return engine.equals"),
            in(MEMORY + "MemoryClaims", "the version in a claim", "row.version == intent.version() && row.free()", "row.free()"),
            in(MEMORY + "MemoryClaims", "the plan before the first claim", " || stack.planned != stack.traversal", ""),
            in(MEMORY + "MemoryClaims", "what an open action required before", "new TreeSet<>(row.requires)", "new TreeSet<>()"),
            in(MEMORY + "MemoryPlans", "the version that a plan gives to what it visits", "            row.version++;\n", ""),
            in(MEMORY + "MemoryPlans", "the comparison of a plan with the rows", "!plan.visits().stream().allMatch(visit -> asRead(stack.id, visit))", "false"),
            in(MEMORY + "MemoryPlans", "the mark that a row has work left", "        row.dirty = true;\n        row.dirtyTraversal = stack.traversal;\n        row.current = visit",
                    "        row.current = visit"),
            in(MEMORY + "ResourceRow", "the traversal of the mark, when it is removed", "dirty = dirty && dirtyTraversal != traversal;", "dirty = false;"),
            in(CORE + "traversal/Business", "the mark, when a plan decides what to visit", " && !row.dirty()", ""),
            in(MEMORY + "Consequences", "the traversal, when nodes are done", "node != null && node.traversal == traversal && !node.done", "node != null && !node.done"),
            in(MEMORY + "Consequences", "the traversal, when the stack is counted down",
                    "count(int done, int failed, String failure) {\n        Optional<StackRow> current = tables.stack(stack).filter(s -> s.inProgressAt(traversal))",
                    "count(int done, int failed, String failure) {\n        Optional<StackRow> current = tables.stack(stack).filter(s -> s.status == Status.IN_PROGRESS)"),
            in(MEMORY + "Consequences", "the sum over a batch, when dependents wait for less", "for (NodeRow node : flip(claimNodes)) {",
                    "java.util.Set<Integer> told = new java.util.HashSet<>();\n        for (NodeRow node : flip(claimNodes).stream()"
                            + ".peek(n -> n.dependents = n.dependents.stream().filter(told::add).toList()).toList()) {"),
            in(MEMORY + "MemoryEngines", "the version in a take-over", "row.version == claim.version() && row.engine", "row.engine"),
            in(MEMORY + "MemoryEngines", "the new version after a take-over", "                    row.version++;\n", ""),
            in(MEMORY + "MemoryEngines", "the lease, when an engine is declared dead", "!e.dead && e.leaseUntil.plus(grace).isBefore(tables.now())", "!e.dead"),
            in(WORKER + "Reaper", "the audit of an engine's own claims", "        audit();\n", ""),
            in(WORKER + "Reaper", "the take-over of what dead engines held", "        adoptOrphans();\n", ""),
            in(WORKER + "WorkFinder", "the entry of a claim before it is sent", "        hoped.forEach(context.inFlight()::enter);\n", ""),
            in(MEMORY + "MemoryFinishes", "the version in a cut-off", "row.version == cutOff.version() && row.free()", "row.free()"),
            in(MEMORY + "Replacement", "the mark on what was replaced", "        old.dirty = true;\n", ""),
            in(MEMORY + "Replacement", "the look for circles in a replacement", ".filter(n -> !leadsTo(n, before))", ""),
            in(MEMORY + "Replacement", "the look for what failed and needs the old copy", "if (neededByWhatFailed(old)) {", "if (false) {"),
            in(MEMORY + "ResourceRow", "the memory of an unknown effect", "effect = effect == Effect.UNKNOWN ? effect : call;", "effect = call;"),
            in(CORE + "resource/Decide", "the action whose arguments are repeated", "return makes && node.args()", "return node.args()"),
            in(CORE + "resource/Decide", "the look at what is uncertain", " || node.inputHash().isEmpty());", ");"),
            in(MEMORY + "MemoryStacks", "the traversal in a request", "if (stack.traversal != seenTraversal) {\n                return new SubmitResult.Conflict(stack.view());\n"
                    + "            }\n            if (!Admission.admitting(", "if (!Admission.admitting("),
            in(MEMORY + "MemoryStacks", "the id of a request that is sent again", "if (found.filter(row -> row.requestId.equals(request.requestId())).isPresent()) {", "if (false) {"),
            in(MEMORY + "MemoryTables", "the target of a rollback", "StackAction.ROLLBACK, Approach.TRUST, stack.lastTemplate", "StackAction.ROLLBACK, Approach.TRUST, stack.target"));

    private Mutations() {}

    private static Mutation in(String source, String guard, String text, String instead) {
        return new Mutation(guard, source + ".java", text, instead);
    }
}
