package io.rowloom.cli.command;

import picocli.CommandLine.Command;

/** Verbs on limits. */
@Command(name = "limit", header = "See and set how many actions may be under way at once, in all workers together.", synopsisSubcommandLabel = "COMMAND")
@Verbs({LimitList.class, LimitSet.class, LimitRemove.class})
final class LimitCommand extends Group {}
