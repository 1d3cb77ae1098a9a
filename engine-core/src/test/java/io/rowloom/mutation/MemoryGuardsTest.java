package io.rowloom.mutation;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Guards of the store in memory that generated runs hardly miss, and the test of the store contract that does.
 *
 * <p>Three are not among them, since in memory others imply them and nobody can miss them: {@code planned = traversal} of what is ready, and the traversal when nodes are done
 * (a verb is one step, and no number of a node is used twice); and the mark on what was replaced (it was visited, so it has the mark).
 */
class MemoryGuardsTest {
    private static final List<Missed> ALL = List.of(
            missed("GoingOn.aSuccessThatLostItsFenceLeadsToNoClaim", "MemoryClaims", "the fence of the success that a claim is made after",
                    "return row != null && row.version == claim.fence();", "return row != null;"),
            missed("GoingOn.whatStillWaitsIsNotClaimed", "MemoryClaims", "that what is claimed after a finish can run",
                    "                .filter(intent -> ready.contains(intent.node())).toList();", "                .toList();"),
            missed("GoingOn.aSupersededTraversalClaimsNothingMore", "MemoryClaims", "the traversal of what is claimed after a finish",
                    "tables.stack(stack.id()).filter(row -> row.inProgressAt(stack.traversal())).stream().flatMap(tables::ready).map(node -> node.no)",
                    "tables.nodes(stack.id()).values().stream().filter(node -> node.waitingFor == 0 && !node.done).map(node -> node.no)"),
            missed("Engines.aTakeOverNeedsTheClaimAsItWasListed", "MemoryEngines", "the version of a take-over",
                    "row.version == claim.version() && row.engine", "row.engine"),
            missed("Engines.aTakeOverLeavesTheActionOpenDueAtOnceAndUnderANewVersion", "MemoryEngines", "the new version after a take-over",
                    "                    row.version++;\n", ""),
            missed("Engines.anEngineIsDeclaredDeadOnceAfterItsGraceAndForGood", "MemoryEngines", "the lease when an engine is declared dead",
                    "!e.dead && e.leaseUntil.plus(grace).isBefore(tables.now())", "!e.dead"),
            missed("Engines.anEngineThatRenewedSinceItsLeaseWasReadIsNotDeclaredDead", "MemoryEngines", "the lease as it was seen when an engine is declared dead",
                    "if (!row.leaseUntil.equals(lease)) {", "if (false) {"),
            missed("Replacements.cleanupsNeverWaitForEachOtherInACircleThroughAReplacement", "Replacement", "circles in a replacement",
                    ".filter(n -> !leadsTo(n, before)).toList()", ".toList()"),
            missed("Replacements.theOldCopyStaysWhileSomethingThatFailedStillRequiresIt", "Replacement", "failed dependents in a replacement",
                    "!deleteFirst && neededByWhatFailed(old)", "false"),
            missed("Stacks.aRequestThatIsSentAgainIsAcceptedOnce", "MemoryStacks", "the id of a request that is sent again",
                    "if (found.filter(row -> row.requestId.equals(request.requestId())).isPresent()) {", "if (false) {"),
            missed("Failures.aFailedUpdateRollsBackToTheTargetThatCompletedLast", "MemoryTables", "the target of a rollback",
                    "Approach.TRUST, stack.lastTemplate, reason)", "Approach.TRUST, stack.target, reason)"),
            missed("Snapshots.aStackThatDidNotReachItsTargetIsNotKept", "MemoryStacks", "the target of what a snapshot is taken of",
                    "request.goal() instanceof Goal.Snapshot && !Admission.reachedItsTarget(stack.view())", "false"),
            missed("Hooks.aHeldNodeIsNotReadyUntilItsHookIsCleared", "MemoryTables", "the hold of what waits for a hook",
                    "row(stack, node).free() && row(stack, node).heldBy.isEmpty()", "row(stack, node).free()"),
            missed("Copies.aCopyThatComesBackWaitsForTheActionsOfOtherCopiesOfItsName", "MemoryTables", "the wait of a copy that comes back",
                    "row.replacedBy.isPresent() ? others.noneMatch(ResourceRow::makes)", "row.replacedBy.isPresent() ? true"),
            missed("Copies.aCopyOfAnotherTypeWaitsForTheActionOfTheOneThatItReplaces", "MemoryTables", "the wait of a new copy",
                    "!row.isNewCopy() || others.filter(", "true || others.filter("),
            missed("Copies.aCopyOfAnotherTypeDoesNotFollowWhileTheOneThatItReplacesIsBeingMade", "MemoryClaims", "the new copies that do not follow at once", " && !row.isNewCopy()", ""),
            missed("Copies.aCopyThatMadeWayForAnOlderOneIsLookedAtWhenItComesBackItself", "MemoryFinishes", "the memory of what took the place of a copy",
                    "row.replacedBy = row.current && row.action", "row.replacedBy = row.action"),
            missed("Copies.aCopyThatComesBackDoesNotWaitForDeletes", "ResourceRow", "the exception of deletes from that",
                    "phase.isPresent() && action != ResourceAction.DELETE", "phase.isPresent()"),
            missed("Replacements.whatIsReplacedIsGivenWhatItHolds", "Replacement", "what a replaced copy holds",
                    "        old.args = old.properties.orElse(old.args);\n", ""));

    private static Missed missed(String test, String source, String guard, String text, String instead) {
        return new Missed("io.rowloom.memory.MemoryStoreContractTest", test, new Mutation(guard, "engine-core/src/main/java/io/rowloom/memory/" + source + ".java", text, instead));
    }

    @TestFactory
    Stream<DynamicTest> noneCanBeRemovedUnnoticed() {
        return Missed.tests(ALL);
    }
}
