package io.rowloom.cli.command;

import picocli.CommandLine.Command;

/** Verbs on hooks. */
@Command(name = "hook", header = "See which resources wait for a hook, and let them go on.", synopsisSubcommandLabel = "COMMAND")
@Verbs({StackHookList.class, StackHookClear.class})
final class StackHook extends Group {}
