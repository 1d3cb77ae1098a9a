package io.rowloom.cli.command;

import picocli.CommandLine.Command;

/** All verbs on snapshots. */
@Command(name = "snapshot", header = "Keep what a stack's resources hold, and go back to it.", synopsisSubcommandLabel = "COMMAND",
        description = "What a snapshot holds of a resource is up to its type; many hold nothing but their properties.")
@Verbs({SnapshotCreate.class, SnapshotRestore.class, SnapshotList.class, SnapshotShow.class, SnapshotDelete.class})
final class StackSnapshot extends Group {}
