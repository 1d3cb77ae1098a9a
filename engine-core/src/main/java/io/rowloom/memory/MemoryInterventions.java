package io.rowloom.memory;

import com.fasterxml.jackson.databind.JsonNode;
import io.rowloom.plugin.Signal;
import io.rowloom.resource.HookPoints;
import io.rowloom.resource.HookResult;
import io.rowloom.resource.Interventions;
import io.rowloom.resource.MarkResult;
import io.rowloom.resource.Marking;
import io.rowloom.resource.ResourceAction;
import io.rowloom.resource.SignalResult;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import io.rowloom.template.rule.Hook;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Interventions in memory. */
final class MemoryInterventions implements Interventions {
    private final MemoryTables tables;

    MemoryInterventions(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public MarkResult mark(StackId stack, int no, long seenVersion, Health health, String reason) {
        return tables.atomically(() -> {
            ResourceRow row = tables.resources(stack).get(no);
            if (row == null) {
                return new MarkResult.NotFound();
            }
            Status wanted = health == Health.HEALTHY ? Status.COMPLETE : Status.FAILED;
            if (row.version != seenVersion) {
                boolean ours = row.version == seenVersion + 1 && row.action == ResourceAction.CHECK && row.status == wanted && row.reason.equals(reason);
                return ours ? new MarkResult.Marked() : new MarkResult.Moved();
            }
            if (!row.free()) {
                return new MarkResult.Busy(row.engine, row.action);
            }
            Optional<String> refusal = Marking.refusal(row.action, row.status, row.properties.isPresent(), health);
            if (refusal.isPresent()) {
                return new MarkResult.NotAdmitted(refusal.get());
            }
            row.version++;
            row.action = ResourceAction.CHECK;
            row.status = wanted;
            row.reason = reason;
            row.inputHash = Optional.empty();
            row.drift = List.of();
            row.updatedAt = tables.now();
            tables.resourceEvent(row, Optional.empty());
            return new MarkResult.Marked();
        });
    }

    @Override
    public SignalResult signal(StackId stack, String resource, UUID id, JsonNode data) {
        return tables.atomically(() -> {
            Optional<ResourceRow> found = tables.resources(stack).values().stream().filter(row -> row.current && row.name.equals(resource)).findAny();
            found.ifPresent(row -> {
                row.wake++;
                tables.signals(stack, row.no).putIfAbsent(id, new SignalRow(new Signal(id, tables.now(), data)));
            });
            return found.<SignalResult>map(row -> new SignalResult.Accepted(row.no)).orElseGet(SignalResult.NotFound::new);
        });
    }

    @Override
    public List<Signal> unhandled(StackId stack, int no) {
        return tables.atomically(() -> tables.signals(stack, no).values().stream().filter(row -> !row.handled).map(row -> row.signal).toList());
    }

    @Override
    public HookResult clear(StackId id, String resource, Hook hook) {
        return tables.atomically(() -> {
            Optional<StackRow> stack = tables.stack(id);
            List<ResourceRow> waited = tables.resources(id).values().stream()
                    .filter(row -> row.name.equals(resource) && stack.filter(s -> s.inProgressAt(row.dirtyTraversal)).isPresent()).toList();
            List<ResourceRow> held = waited.stream().filter(row -> row.heldBy.equals(Optional.of(hook))).toList();
            for (ResourceRow row : held) {
                row.heldBy = Optional.empty();
                row.passed = Optional.of(hook);
                row.version++;
                row.updatedAt = tables.now();
                tables.resourceEvent(row, row.dirtyTraversal, HookPoints.cleared(hook), Optional.empty());
            }
            boolean before = waited.stream().anyMatch(row -> row.passed.equals(Optional.of(hook)));
            return before ? new HookResult.Cleared() : new HookResult.NotSet();
        });
    }
}
