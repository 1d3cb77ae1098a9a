package io.rowloom.cli.command;

import io.rowloom.cli.config.Config;
import io.rowloom.cli.config.Key;
import io.rowloom.cli.output.ExitCode;
import io.rowloom.cli.worker.Logging;
import io.rowloom.cli.worker.WorkerProcess;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "worker", header = "Run a worker: it takes part in the work on all stacks of the database.",
        description = {"Logs to standard error. On SIGTERM or Ctrl-C it takes nothing new, lets running actions end or hands them back, and exits with 0;",
                "the second such signal ends it at once, and others take over when its lease is over.",
                "/metrics (Prometheus) and /healthz are served on the loopback interface; the log tells the port."},
        footer = {"Examples:", "  rowloom worker", "  rowloom worker --slots 64 --name rack-7 --set log.format=json"})
final class WorkerCommand extends Verb {
    @Option(names = "--slots", paramLabel = "NUMBER", description = "Actions that run at the same time.")
    private @Nullable Integer slots;

    @Option(names = "--name", paramLabel = "NAME", description = "What people call it.")
    private @Nullable String name;

    @Option(names = "--metrics-port", paramLabel = "PORT", description = "0: any free one; -1: none.")
    private @Nullable Integer metricsPort;

    @Option(names = "--lock", paramLabel = "URL", description = "Lock service to ask before claims, as in lock.url.")
    private @Nullable String lock;

    @Option(names = "--membership", paramLabel = "URL", description = "Service to keep a session in, as in membership.url.")
    private @Nullable String membership;

    @Option(names = "--claim-order", paramLabel = "ORDER", description = "Ready work to claim first, as in claim.order: random or affinity.")
    private @Nullable String claimOrder;

    @Option(names = "--end-with-input", hidden = true, description = "End at once when standard input ends: with the process that started this one.")
    private boolean endWithInput;

    @Override
    ExitCode run() throws Exception {
        rowloom().flag(Key.WORKER_SLOTS, "--slots", slots);
        rowloom().flag(Key.WORKER_NAME, "--name", name);
        rowloom().flag(Key.METRICS_PORT, "--metrics-port", metricsPort);
        rowloom().flag(Key.LOCK_URL, "--lock", lock);
        rowloom().flag(Key.MEMBERSHIP_URL, "--membership", membership);
        rowloom().flag(Key.CLAIM_ORDER, "--claim-order", claimOrder);
        Config config = rowloom().configuration().config();
        Logging.forWorker(config.log());
        if (endWithInput) {
            WorkerProcess.endWithInput(System.in);
        }
        try (Session session = Session.open(rowloom())) {
            WorkerProcess.run(rowloom().surroundings().workers(), config, session.database(), session.types());
        }
        return ExitCode.DONE;
    }
}
