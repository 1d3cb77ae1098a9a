package io.rowloom.memory;

import io.rowloom.snapshot.DeleteResult;
import io.rowloom.snapshot.Kept;
import io.rowloom.snapshot.Restoring;
import io.rowloom.snapshot.Snapshot;
import io.rowloom.snapshot.Snapshots;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Snapshot verbs in memory. */
final class MemorySnapshots implements Snapshots {
    private final MemoryTables tables;

    MemorySnapshots(MemoryTables tables) {
        this.tables = tables;
    }

    @Override
    public List<Snapshot> list(StackId stack) {
        return tables.atomically(() -> tables.stack(stack).stream()
                .flatMap(s -> tables.snapshots(stack).values().stream().filter(row -> there(s, row)).map(row -> row.view(s)))
                .sorted(Comparator.comparing(Snapshot::createdAt).thenComparing(Snapshot::id)).toList());
    }

    @Override
    public Optional<Snapshot> find(StackId stack, UUID id) {
        return tables.atomically(() -> row(stack, id).map(row -> row.view(tables.stacks.get(stack))));
    }

    private Optional<SnapshotRow> row(StackId stack, UUID id) {
        return tables.stack(stack).flatMap(s -> Optional.ofNullable(tables.snapshots(stack).get(id)).filter(row -> there(s, row)));
    }

    private static boolean there(StackRow stack, SnapshotRow row) {
        return stack.deletedAt.isEmpty() || row.resource.isPresent();
    }

    @Override
    public List<Kept> kept(StackId stack, UUID id) {
        return tables.atomically(() -> row(stack, id).stream().flatMap(row -> tables.kept(row).stream()).sorted(Comparator.comparingInt(Kept::no)).toList());
    }

    @Override
    public Optional<Restoring> restoring(StackId stack, int traversal) {
        return tables.atomically(() -> tables.stack(stack).filter(s -> s.traversal == traversal).flatMap(s -> s.restores)
                .map(id -> new Restoring(id, row(stack, id).stream().flatMap(row -> tables.kept(row).stream()).map(Kept::name).collect(Collectors.toSet()))));
    }

    @Override
    public DeleteResult delete(StackId stack, UUID id) {
        return tables.atomically(() -> row(stack, id).map(row -> {
            StackRow now = tables.stacks.get(stack);
            boolean inUse = now.status == Status.IN_PROGRESS && (now.restores.equals(Optional.of(id)) || row.ended.isEmpty());
            if (inUse) {
                return DeleteResult.IN_USE;
            }
            tables.dropSnapshot(row);
            return DeleteResult.DELETED;
        }).orElse(DeleteResult.NOT_FOUND));
    }

    @Override
    public int purge() {
        return tables.atomically(() -> {
            List<SnapshotRow> gone = tables.stacks.values().stream().filter(s -> s.deletedAt.isPresent())
                    .flatMap(s -> tables.snapshots(s.id).values().stream()).filter(row -> row.resource.isEmpty()).toList();
            gone.forEach(tables::dropSnapshot);
            return gone.size();
        });
    }
}
