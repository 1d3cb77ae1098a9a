package io.rowloom.memory;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.rowloom.engine.EngineId;
import io.rowloom.plugin.Step.Effect;
import io.rowloom.resource.Claim;
import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.HookPoints;
import io.rowloom.resource.NextClaim;
import io.rowloom.resource.ResourceAction;
import io.rowloom.resource.ResourceReason;
import io.rowloom.resource.StackHead;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import io.rowloom.traversal.CutOff;
import io.rowloom.traversal.Failure;
import io.rowloom.traversal.FinishResult;
import io.rowloom.traversal.Finished;
import io.rowloom.traversal.FinishedAndClaimed;
import io.rowloom.traversal.Finishes;
import io.rowloom.traversal.Refusal;
import io.rowloom.traversal.ReplaceIntent;
import io.rowloom.traversal.ReplaceResult;
import io.rowloom.traversal.StackFinish;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/** Finish verbs in memory: first the rows under their fences, then what follows from those that matched. */
final class MemoryFinishes implements Finishes {
    private final MemoryTables tables;
    private final MemoryClaims claims;

    MemoryFinishes(MemoryTables tables) {
        this.tables = tables;
        this.claims = new MemoryClaims(tables);
    }

    @Override
    public List<FinishResult> finish(List<StackFinish> finishes) {
        return tables.atomically(() -> record(finishes));
    }

    @Override
    public FinishedAndClaimed finishAndClaim(EngineId engine, List<StackFinish> finishes, Map<StackHead, List<NextClaim>> next) {
        return tables.atomically(() -> {
            List<FinishResult> results = record(finishes);
            Set<StackId> recorded = finishes.stream().map(StackFinish::stack).collect(Collectors.toSet());
            List<ClaimedAction> won = new ArrayList<>();
            next.forEach((stack, nodes) -> won.addAll(recorded.contains(stack.id()) ? claims.claimNext(stack, engine, nodes)
                    : claims.claimFree(stack, engine, nodes.stream().map(NextClaim::intent).toList())));
            return new FinishedAndClaimed(results, won);
        });
    }

    private List<FinishResult> record(List<StackFinish> finishes) {
        return finishes.stream().map(finish -> record(finish.stack(), finish.traversal(), finish.rows())).toList();
    }

    private FinishResult record(StackId stack, int traversal, List<Finished> rows) {
        List<ResourceRow> recorded = new ArrayList<>();
        List<Integer> nodes = new ArrayList<>();
        for (Finished finished : rows) {
            held(finished.claim()).ifPresent(row -> {
                succeed(row, finished);
                recorded.add(row);
                if (row.heldBy.isEmpty()) {
                    nodes.add(row.claimNode);
                }
            });
        }
        return new Consequences(tables, stack, traversal).ofDone(recorded, nodes);
    }

    private void succeed(ResourceRow row, Finished finished) {
        Optional<EngineId> by = row.engine;
        row.release();
        row.status = Status.COMPLETE;
        row.reason = finished.reason();
        row.effect = row.action.makesCertain() ? Effect.NONE : row.effect;
        row.drift = List.of();
        row.physicalId = finished.physicalId().or(() -> row.physicalId);
        finished.outputs().ifPresent(outputs -> row.outputs = outputs);
        row.inputHash = finished.inputHash();
        row.definitionHash = row.claimDefinition;
        if (row.action == ResourceAction.DELETE) {
            row.current = false;
            row.outputs = JsonNodeFactory.instance.objectNode();
        } else {
            row.properties = Optional.of(row.args);
            row.replacedBy = row.current && row.action.makesCertain() ? OptionalInt.empty() : row.replacedBy;
            row.requires = row.claimRequires;
        }
        finished.kept().ifPresent(data -> tables.keep(row, data));
        row.heldBy = finished.hook().filter(_ -> row.dirtyTraversal == row.claimTraversal);
        if (row.heldBy.isEmpty()) {
            row.cleanFor(row.claimTraversal);
        }
        row.updatedAt = tables.now();
        tables.handled(row.stack, row.no, finished.handled());
        tables.resourceEvent(row, row.claimTraversal, row.heldBy.map(hook -> HookPoints.paused(row.action, hook)).orElse(row.reason), by);
    }

    @Override
    public FinishResult cutOff(StackId stack, int traversal, List<CutOff> rows) {
        return tables.atomically(() -> {
            List<ResourceRow> recorded = new ArrayList<>();
            List<Integer> nodes = new ArrayList<>();
            for (CutOff cutOff : rows) {
                ResourceRow row = tables.resources(stack).get(cutOff.no());
                if (row != null && row.version == cutOff.version() && row.free() && write(row, cutOff, traversal)) {
                    row.version++;
                    row.cleanFor(traversal);
                    recorded.add(row);
                    nodes.add(cutOff.node());
                }
            }
            return new Consequences(tables, stack, traversal).ofDone(recorded, nodes);
        });
    }

    private boolean write(ResourceRow row, CutOff cutOff, int traversal) {
        return switch (cutOff) {
            case CutOff.Unchanged c -> {
                boolean same = row.status == Status.COMPLETE && row.inputHash.equals(Optional.of(c.inputHash()));
                if (same) {
                    row.definitionHash = Optional.of(c.definition());
                    row.requires = c.requires();
                    row.deletionPolicy = c.deletionPolicy();
                    row.rules = c.rules();
                }
                yield same;
            }
            case CutOff.NothingToVisit _, CutOff.HookPassed _ -> true;
            case CutOff.AlreadyDeleted _ -> row.action == ResourceAction.DELETE && row.status == Status.COMPLETE;
            case CutOff.NothingToDelete c -> {
                row.action = ResourceAction.DELETE;
                row.status = Status.COMPLETE;
                row.reason = c.reason();
                row.current = false;
                row.updatedAt = tables.now();
                tables.resourceEvent(row, traversal, Optional.empty());
                yield true;
            }
        };
    }

    @Override
    public FinishResult fail(Failure failure) {
        return tables.atomically(() -> held(failure.claim()).map(row -> {
            fail(row, failure.reason(), failure.effect(), failure.physicalId());
            row.drift = failure.drift();
            tables.handled(row.stack, row.no, failure.handled());
            return consequences(row, failure.claim().stack(), failure.traversal(), failure.node(), failure.stackReason(), failure.then());
        }).orElseGet(FinishResult::nothing));
    }

    private FinishResult consequences(ResourceRow row, StackId stack, int traversal, int node, String stackReason, OnFailure then) {
        Consequences consequences = new Consequences(tables, stack, traversal);
        return then == OnFailure.FINISH ? consequences.ofFailedBranch(row, node, stackReason) : consequences.ofFailure(row, stackReason);
    }

    @Override
    public FinishResult refuse(Refusal refusal) {
        return tables.atomically(() -> {
            ResourceRow row = tables.resources(refusal.stack()).get(refusal.no());
            if (row == null || row.version != refusal.version() || !row.free()) {
                return FinishResult.nothing();
            }
            row.version++;
            tables.resourceEvent(row, refusal.traversal(), refusal.action(), Status.FAILED, refusal.reason(), Optional.empty());
            return consequences(row, refusal.stack(), refusal.traversal(), refusal.node(), refusal.stackReason(), refusal.then());
        });
    }

    private void fail(ResourceRow row, String reason, Effect effect, Optional<String> physicalId) {
        Optional<EngineId> by = row.engine;
        row.release();
        row.status = Status.FAILED;
        row.reason = reason;
        row.effectOf(effect);
        row.physicalId = physicalId.or(() -> row.physicalId);
        if (row.effect == Effect.UNKNOWN) {
            row.inputHash = Optional.empty();
            row.definitionHash = Optional.empty();
        }
        row.updatedAt = tables.now();
        tables.resourceEvent(row, by);
    }

    @Override
    public boolean stop(Claim claim, String reason, Effect effect) {
        return tables.atomically(() -> {
            Optional<ResourceRow> held = held(claim);
            held.ifPresent(row -> fail(row, reason, effect, Optional.empty()));
            return held.isPresent();
        });
    }

    @Override
    public List<ReplaceResult> replace(StackId stack, int traversal, List<ReplaceIntent> rows) {
        return tables.atomically(() -> {
            Map<ReplaceIntent, ReplaceResult> results = new HashMap<>();
            rows.stream().sorted(Comparator.comparingInt(intent -> intent.claim().no())).forEach(intent -> results.put(intent, replace(traversal, intent)));
            return rows.stream().map(results::get).toList();
        });
    }

    private ReplaceResult replace(int traversal, ReplaceIntent intent) {
        return held(intent.claim()).map(row -> {
            Optional<Replacement> bound = tables.stack(row.stack).filter(s -> s.inProgressAt(traversal)).map(s -> new Replacement(tables, s));
            if (bound.isEmpty()) {
                fail(row, ResourceReason.TRAVERSAL_OVER, row.inputHash.isPresent() ? Effect.NONE : row.effect, Optional.empty());
                return new ReplaceResult.Stopped();
            }
            return bound.get().replace(row, intent.node(), intent.reason());
        }).orElseGet(ReplaceResult.FenceLost::new);
    }

    private Optional<ResourceRow> held(Claim claim) {
        return Optional.ofNullable(tables.resources(claim.stack()).get(claim.no())).filter(row -> row.heldUnder(claim));
    }
}
