package io.rowloom.cli.command;

import picocli.CommandLine.Command;

/** All verbs on stacks. */
@Command(name = "stack", header = "Create, change, delete and look at stacks.", synopsisSubcommandLabel = "COMMAND")
@Verbs({StackCreate.class, StackUpdate.class, StackDelete.class, StackRollback.class, StackCancel.class, StackCheck.class, StackDrift.class,
        StackSuspend.class, StackResume.class, StackExport.class, StackAbandon.class, StackAdopt.class, StackSnapshot.class,
        StackMarkUnhealthy.class, StackSignal.class, StackHook.class, StackWait.class, StackList.class, StackShow.class, StackResources.class,
        StackEvents.class, StackHistory.class, StackOutputs.class, StackTemplate.class})
final class StackCommand extends Group {}
