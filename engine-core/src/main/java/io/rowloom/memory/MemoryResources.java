package io.rowloom.memory;

import io.rowloom.preview.PreviewView;
import io.rowloom.resource.ResourceAction;
import io.rowloom.resource.ResourceView;
import io.rowloom.resource.Resources;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Resource reads in memory. */
final class MemoryResources implements Resources {
    private final MemoryTables tables;

    MemoryResources(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public List<ResourceView> list(StackId stack) {
        return tables.atomically(() -> tables.resources(stack).values().stream()
                .map(row -> row.view(tables.stack(stack).filter(s -> s.inProgressAt(row.dirtyTraversal)).isPresent())).toList());
    }

    @Override
    public Optional<PreviewView> preview(StackId id) {
        return tables.atomically(() -> tables.stack(id)
                .map(stack -> new PreviewView(stack.view(), tables.resources(id).values().stream().map(ResourceRow::previewRow).toList())));
    }

    @Override
    public int purge(Duration keepFor) {
        return tables.atomically(() -> {
            int purged = 0;
            for (StackId stack : tables.stacks.keySet()) {
                var rows = tables.resources(stack);
                int before = rows.size();
                rows.values().removeIf(row -> row.action == ResourceAction.DELETE && row.status == Status.COMPLETE && row.free() && !row.dirty
                        && !row.updatedAt.plus(keepFor).isAfter(tables.now()));
                purged += before - rows.size();
                tables.forgetSignals(stack, rows.keySet());
            }
            return purged;
        });
    }
}
