package io.rowloom.memory;

import io.rowloom.engine.Swept.Place;
import io.rowloom.preview.PreviewView;
import io.rowloom.resource.Purged;
import io.rowloom.resource.ResourceView;
import io.rowloom.resource.Resources;
import io.rowloom.stack.StackId;
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
    public Purged purge(Duration keepFor, Optional<Place> after, int rows) {
        return tables.atomically(() -> {
            List<ResourceRow> page = tables.stacks.keySet().stream().sorted().flatMap(stack -> tables.resources(stack).values().stream())
                    .filter(row -> after.stream().allMatch(place -> row.isBehind(place))).limit(rows).toList();
            List<ResourceRow> old = page.stream().filter(row -> row.tombstone() && row.free() && !row.dirty
                    && !row.updatedAt.plus(keepFor).isAfter(tables.now())).toList();
            old.forEach(row -> {
                tables.resources(row.stack).remove(row.no);
                tables.forgetSignals(row.stack, tables.resources(row.stack).keySet());
            });
            return new Purged(old.size(), page.size() < rows ? Optional.empty() : Optional.of(new Place(page.getLast().stack, page.getLast().no)));
        });
    }
}
