package io.rowloom.mutation;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Guards in SQL, and the test of the store contract, or of races, that misses them.
 *
 * <p>Not among them is what others imply: that a plan is written once, and for a stack in progress (each plan takes numbers, or ends the stack); the engine and the phase in a
 * claim (whoever sets one of them gives the row a new version).
 */
class SqlGuardsTest {
    private static final String CONTRACT = "io.rowloom.db.PgStoreContractTest";
    private static final String RACES = "io.rowloom.store.RacesTest";

    private static final List<Missed> ALL = List.of(
            missed(CONTRACT, "GoingOn.whatStillWaitsIsNotClaimed", "ClaimSql", "that what is claimed after a finish can run",
                    "SELECT stack_id, no FROM t WHERE waiting_for = 0 AND NOT done", "SELECT stack_id, no FROM t WHERE NOT done"),
            missed(CONTRACT, "GoingOn.aSupersededTraversalClaimsNothingMore", "ClaimSql", "the traversal of what is claimed after a finish",
                    "WHERE (p.stacks[t.stack_place] <> ALL (ARRAY(SELECT stack FROM v)) OR p.stacks[t.stack_place] = ANY (ARRAY(SELECT id FROM standing WHERE status = 'IN_PROGRESS')))", "WHERE true"),
            missed(CONTRACT, "SeveralStacks.whatASuccessMakesReadyInOneStackIsNotReadyInAnother", "ClaimSql", "the stack of what a finish made ready",
                    "(p.stacks[t.stack_place], t.node) IN (SELECT stack_id, no FROM made_ready)", "t.node IN (SELECT no FROM made_ready)"),
            missed(CONTRACT, "SeveralStacks.eachStackIsCountedDownByItsOwnSuccesses", "FinishSql", "the stack, when nodes that are done are counted", "FROM n WHERE n.stack_id = b.stack_id)", "FROM n)"),
            missed(CONTRACT, "FirstPlans.aFirstPlanOfASupersededTraversalIsNotWrittenAndOneForTheNewerIs", "FirstPlans", "the traversal of a first plan", "AND s.traversal = p.traversal ", ""),
            missed(CONTRACT, "FirstPlans.ofTwoFirstPlansOneIsWritten", "FirstPlans", "that a first plan is written once", "AND s.planned < p.traversal AND s.next_no = 1 AND s.status NOT IN ('COMPLETE', 'FAILED')", ""),
            missed(CONTRACT, "Claims.aClaimFromBeforeAFinishOrACutOffIsLost", "ClaimSql", "the version of a claim",
                    "WHERE r.stack_id = l.stack AND r.no = l.no AND r.version = l.version AND r.engine_id IS NULL AND r.phase IS NULL\n            RETURNING %s, r.status",
                    "WHERE r.stack_id = l.stack AND r.no = l.no AND r.engine_id IS NULL AND r.phase IS NULL\n            RETURNING %s, r.status"),
            missed(RACES, "aClaimThatWasReadBeforeAPlanMatchesNothingAfterIt", "PlanWriting", "the version that a plan gives to what it visits",
                    "version = r.version + (r.engine_id IS NULL)::int", "version = r.version"),
            missed(CONTRACT, "Claims.whileAnActionRunsTheRowRequiresOldAndNewAndAfterwardsTheNewOnly", "ClaimSql", "what an open action required before",
                    "unnest(r.requires || l.requires::int[])", "unnest(l.requires::int[])"),
            missed(CONTRACT, "LateCallers.anEngineWithoutItsVersionIsNoFenceEither", "ClaimSql", "the version of a resume",
                    "AND r.version = l.version AND r.engine_id IS NULL AND r.phase IS NOT NULL\n        RETURNING", "AND r.engine_id IS NULL AND r.phase IS NOT NULL\n        RETURNING"),
            missed(CONTRACT, "Claims.aParkUnderALostFenceWritesNothing", "ParkStatement", "the fence of a park",
                    "AND r.engine_id = v.engine AND r.version = v.version", "AND r.engine_id = v.engine"),
            missed(CONTRACT, "Limits.aClaimThatKnowsOfNoLimitGetsNothingThatOneHoldsFor", "ClaimSql", "the look for limits in a claim",
                    "AND r.type <> ALL (ARRAY(SELECT type FROM type_limit ORDER BY type))\n              AND r.stack_id <> ALL (ARRAY(SELECT k.stack_id FROM p, unnest(p.stacks) u(stack), "
                            + "LATERAL (SELECT stack_id FROM stack_limit WHERE stack_id = u.stack OFFSET 0) k))\n            FOR UPDATE", "FOR UPDATE"),
            missed(RACES, "aLimitThatIsLoweredIsLoweredForEveryClaimAfterIt", "LimitSql", "the locks of limits", "ORDER BY t.type FOR UPDATE OF t)", "ORDER BY t.type)"),
            missed(CONTRACT, "Limits.aTypeHasRoomForAsManyAsItsLimitSaysInAllStacksTogether", "ClaimSql", "the room of a type in a claim within limits",
                    "FROM a WHERE a.room IS NULL OR a.place <= a.room)", "FROM a)"),
            missed(CONTRACT, "LateCallers.anEngineWithoutItsVersionIsNoFenceEither", "FinishSql", "the version of a finish",
                    "AND r.engine_id = v.holder AND r.version = v.version", "AND r.engine_id = v.holder"),
            missed(CONTRACT, "Finishes.theSameVersionUnderAnotherEngineIsALostFenceToo", "FinishSql", "the engine of a finish",
                    "AND r.engine_id = v.holder AND r.version = v.version", "AND r.version = v.version"),
            missed(CONTRACT, "LateCallers.aFinishForAnOlderTraversalLeavesTheRowDirtyForTheOneThatPlannedIt", "FinishSql", "the traversal of the mark, when it is removed",
                    "dirty = r.dirty AND (r.dirty_traversal <> r.claim_traversal OR v.hook IS NOT NULL)", "dirty = (v.hook IS NOT NULL)"),
            missed(CONTRACT, "Finishes.twoPredecessorsInOneBatchCountTwice", "FinishSql", "the sum over a batch, when dependents wait for less",
                    "waiting_for = m.waiting_for - x.k", "waiting_for = m.waiting_for - 1"),
            missed(RACES, "aFinishThatBeganBeforeAReplacementStillTellsTheCleanupThatItInserted", "FinishSql", "the count of dependents that were told",
                    "1 / (c.told = c.named)::int", "1"),
            missed(CONTRACT, "Finishes.aFinishOfASupersededTraversalChangesNeitherNodesNorStackOfTheNewerOne", "FinishSql", "the traversal, when the stack is counted down",
                    "s.id = c.stack_id AND s.traversal = c.traversal", "s.id = c.stack_id"),
            missed(CONTRACT, "CutOffs.everyCutOffNeedsTheVersionItWasComputedWith", "FinishSql", "the version in a cut-off",
                    "AND r.version = v.version\n              AND CASE", "\n              AND CASE"),
            missed(CONTRACT, "CutOffs.everyCutOffNeedsAFreeRow", "FinishSql", "the free row of a cut-off",
                    "WHEN r.engine_id IS NOT NULL OR r.phase IS NOT NULL THEN false --", "WHEN false THEN false --"),
            missed(CONTRACT, "Plans.aPlanLosesToAFinishOfARowThatItVisits", "PlanWriting", "the comparison of a plan with the rows",
                    "AND r.version = v.version AND r.engine_id IS NOT DISTINCT FROM v.holder", ""),
            missed(CONTRACT, "Plans.aPlanThatTakesNumbersFromElsewhereIsNotWritten", "PlanWriting", "the next number in a plan", "AND s.next_no = p.next_no_read ", ""),
            missed(CONTRACT, "Attempts.whatNobodyHasAttemptedIsCountedTogetherAndOnce", "PgPlans", "that an attempt is the first", "AND s.plan_attempts = 0\n", "\n"),
            missed(CONTRACT, "Attempts.whoAttemptedLastIsToldAsLongAsItLives", "PgPlans", "that who plans is not dead", "AND NOT e.dead AND e.lease_until", "AND e.lease_until"),
            missed(CONTRACT, "Attempts.whoAttemptedLastIsToldAsLongAsItLives", "PgPlans", "that who plans has a lease", "AND NOT e.dead AND e.lease_until >= now()", "AND NOT e.dead"),
            missed(CONTRACT, "Stacks.aCreateThatIsNotAcceptedStoresNoTarget", "PgStacks", "that a target belongs to a stack that was accepted", "SELECT p.* FROM p, s)", "SELECT p.* FROM p)"),
            missed(CONTRACT, "Plans.aSupersededPlanIsNotWritten", "PlanWriting", "the traversal of a plan", "AND s.traversal = p.traversal AND s.planned", "AND s.planned"),
            missed(CONTRACT, "LateCallers.anEngineWithoutItsVersionIsNoFenceEither", "Failing", "the fence of a failure", "AND r.engine_id = p.holder AND r.version = p.version",
                    "AND r.engine_id = p.holder"),
            missed(CONTRACT, "Failures.anUnknownEffectIsNotForgottenByALaterFailureWithoutOne", "Failing", "the memory of an unknown effect",
                    "CASE WHEN r.effect = 'UNKNOWN' THEN r.effect ELSE p.effect END", "p.effect"),
            missed(CONTRACT, "Failures.aNodeThatTwoFailuresSkipCountsOnce", "Failing", "that a node is skipped once", "AND n.no = v.no AND NOT n.done RETURNING n.dependents",
                    "AND n.no = v.no RETURNING n.dependents"),
            missed(CONTRACT, "Engines.aTakeOverNeedsTheClaimAsItWasListed", "PgEngines", "the version of a take-over",
                    "WHERE r.engine_id = v.holder AND r.version = v.version\n            ORDER BY v.stack, v.no FOR UPDATE OF r)\n        UPDATE resource r SET engine_id = NULL, claimed_at = NULL, "
                            + "next_poll_at = now(), version = r.version + 1, attempts = r.attempts + 1,\n            effect = CASE WHEN r.action <> 'CHECK' AND r.phase NOT IN "
                            + "('OBSERVE', 'REFUSED') THEN 'UNKNOWN' ELSE r.effect END\n        FROM l WHERE r.stack_id = l.stack AND r.no = l.no AND r.engine_id = l.holder AND r.version = l.version",
                    "WHERE r.engine_id = v.holder\n            ORDER BY v.stack, v.no FOR UPDATE OF r)\n        UPDATE resource r SET engine_id = NULL, claimed_at = NULL, "
                            + "next_poll_at = now(), version = r.version + 1, attempts = r.attempts + 1,\n            effect = CASE WHEN r.action <> 'CHECK' AND r.phase NOT IN "
                            + "('OBSERVE', 'REFUSED') THEN 'UNKNOWN' ELSE r.effect END\n        FROM l WHERE r.stack_id = l.stack AND r.no = l.no AND r.engine_id = l.holder"),
            missed(CONTRACT, "Engines.aTakeOverLeavesTheActionOpenDueAtOnceAndUnderANewVersion", "PgEngines", "the new version after a take-over", "next_poll_at = now(), version = r.version + 1,", "next_poll_at = now(),"),
            missed(CONTRACT, "Failures.whatADeadEngineBeganHasAnUnknownEffect", "PgEngines", "the doubt after a take-over", "THEN 'UNKNOWN' ELSE r.effect END", "THEN r.effect ELSE r.effect END"),
            missed(CONTRACT, "Engines.anEngineIsDeclaredDeadOnceAfterItsGraceAndForGood", "PgEngines", "the lease when an engine is declared dead",
                    "lease_until < now() - ? * interval '1 second' ORDER BY id FOR UPDATE)\n            UPDATE engine e SET dead = true FROM l WHERE e.id = l.id AND NOT e.dead AND "
                            + "e.lease_until < now() - ? * interval '1 second' RETURNING",
                    "? IS NOT NULL ORDER BY id FOR UPDATE)\n            UPDATE engine e SET dead = true FROM l WHERE e.id = l.id AND NOT e.dead AND ? IS NOT NULL RETURNING"),
            missed(CONTRACT, "Engines.anEngineThatRenewedSinceItsLeaseWasReadIsNotDeclaredDead", "PgEngines", "the lease as it was seen when an engine is declared dead",
                    "AND NOT dead AND lease_until = ?::timestamptz\"", "AND NOT dead AND ?::timestamptz IS NOT NULL\""),
            missed(CONTRACT, "Stacks.ofTwoRequestsThatSawTheSameTraversalOneIsAccepted", "PgStacks", "the traversal in a request", "AND stack.traversal = ? AND", "AND stack.traversal >= 0 * ?::int AND"),
            missed(CONTRACT, "Stacks.aRequestThatIsSentAgainIsAcceptedOnce", "PgStacks", "the id of a request that is sent again", "AND request_id <> ? AND", "AND ?::uuid IS NOT NULL AND"),
            missed(CONTRACT, "LateCallers.aClaimThatComesAfterItsStackSettledIsLost", "Settling", "the new version when a stack settles", "SET version = r.version + 1 FROM l", "SET version = r.version FROM l"),
            missed(CONTRACT, "Replacements.aReplacementIsMadeOnce", "Replacing", "the fence of a replacement", "WHERE r.engine_id = v.holder AND r.version = v.version ORDER BY r.no FOR UPDATE OF r",
                    "ORDER BY r.no FOR UPDATE OF r"),
            missed(CONTRACT, "Replacements.theOldCopyStaysWhileSomethingThatFailedStillRequiresIt", "Replacing", "failed dependents in a replacement",
                    "if (failed && stays(", "if (false && stays("),
            missed(CONTRACT, "Replacements.whatIsReplacedIsGivenWhatItHolds", "Replacing", "what a replaced copy holds", "args = COALESCE(r.properties, r.args)", "args = r.args"),
            missed(CONTRACT, "Copies.aCopyThatComesBackWaitsForTheActionsOfOtherCopiesOfItsName", "ReadySql", "the wait of a copy that comes back",
                    "AND other.phase IS NOT NULL AND other.action <> 'DELETE'", "AND false"),
            missed(CONTRACT, "Copies.aCopyOfAnotherTypeWaitsForTheActionOfTheOneThatItReplaces", "ReadySql", "the wait of a new copy",
                    "AND old.phase IS NOT NULL AND old.action <> 'DELETE'", "AND false"),
            missed(CONTRACT, "Copies.aCopyOfAnotherTypeDoesNotFollowWhileTheOneThatItReplacesIsBeingMade", "ClaimSql", "the new copies that do not follow at once",
                    "AND (x.replaces IS NULL OR x.action <> 'INIT')", ""),
            missed(CONTRACT, "Copies.aCopyThatMadeWayForAnOlderOneIsLookedAtWhenItComesBackItself", "FinishSql", "the memory of what took the place of a copy",
                    "CASE WHEN NOT r.current OR r.action = 'DELETE' OR NOT", "CASE WHEN r.action = 'DELETE' OR NOT"),
            missed(CONTRACT, "Hooks.aHeldNodeIsNotReadyUntilItsHookIsCleared", "ReadySql", "the hold of what waits for a hook", "AND r.phase IS NULL AND r.held_by IS NULL", "AND r.phase IS NULL"));

    private static Missed missed(String suite, String test, String source, String guard, String text, String instead) {
        return new Missed(suite, test, new Mutation(guard, "engine-db/src/main/java/io/rowloom/db/" + source + ".java", text, instead));
    }

    @TestFactory
    Stream<DynamicTest> noneCanBeRemovedUnnoticed() {
        return Missed.tests(ALL);
    }
}
