package io.rowloom.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.cli.config.Durations;
import io.rowloom.cli.output.ExitCode;
import io.rowloom.cli.output.Json;
import io.rowloom.drift.DriftPolicies;
import io.rowloom.drift.DriftPolicy;
import io.rowloom.drift.DriftPolicy.Mode;
import io.rowloom.drift.Scheduled;
import io.rowloom.stack.Stack;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "drift-policy", header = "Let workers compare a stack with reality at set times, or show whether they do.",
        description = {"Each look is a request like one of a user: 'rowloom stack check', or with --correct 'rowloom stack update --converge' with the template that is there. 'rowloom stack history'",
                "tells which were the policy's. No look comes while the stack is in progress or suspended, nor after an update that failed: what is to become of that is its user's to say.",
                "Without options, the policy is shown."},
        footer = {"Examples:", "  rowloom stack drift-policy web --detect --every 1h", "  rowloom stack drift-policy web --correct", "  rowloom stack drift-policy web --off",
                "  rowloom stack drift-policy web"})
final class StackDriftPolicy extends Verb {
    private static final Duration USUAL = Duration.ofHours(1);

    @Parameters(paramLabel = "STACK", description = "Name or id.")
    private String name = "";

    @Option(names = "--detect", description = "Check the stack: what differs is told, and nothing is changed.")
    private boolean detect;

    @Option(names = "--correct", description = "Mend what differs.")
    private boolean correct;

    @Option(names = "--off", description = "Look no more.")
    private boolean off;

    @Option(names = "--every", paramLabel = "DURATION", description = "From one look to the next, as in 30s, 10m, 1d; at least 10s. A new policy: 1h; else as before.")
    private @Nullable String every;

    @Override
    ExitCode run() {
        Optional<Mode> mode = mode();
        Optional<Duration> interval = interval();
        try (Session session = Session.open(rowloom())) {
            Stack stack = session.stack(name);
            DriftPolicies policies = session.store().driftPolicies();
            Optional<Scheduled> before = policies.find(stack.id());
            Optional<Scheduled> now = mode.isEmpty() && interval.isEmpty() ? before : Optional.of(policies.set(stack.id(), wanted(mode, interval, before))
                    .orElseThrow(() -> new Refusal(ExitCode.NOT_FOUND, "stack " + stack.name() + " is deleted")));
            rowloom().printer().printLines(data(now).put("stack_name", stack.name()), () -> List.of(stack.name() + "  " + words(now)));
            return ExitCode.DONE;
        }
    }

    private Optional<Mode> mode() {
        List<Mode> given = Stream.of(Mode.values()).filter(mode -> switch (mode) {
            case OFF -> off;
            case DETECT -> detect;
            case CORRECT -> correct;
        }).toList();
        if (given.size() > 1) {
            throw new Refusal(ExitCode.BAD_INPUT, "--detect, --correct and --off exclude one another: give one of them");
        }
        return given.stream().findAny();
    }

    private Optional<Duration> interval() {
        Optional<Duration> interval = Options.duration("--every", every);
        if (interval.filter(given -> given.compareTo(DriftPolicy.SHORTEST) < 0).isPresent()) {
            throw new Refusal(ExitCode.BAD_INPUT, "--every must be at least " + DriftPolicy.SHORTEST.toSeconds() + "s");
        }
        return interval;
    }

    private static DriftPolicy wanted(Optional<Mode> mode, Optional<Duration> interval, Optional<Scheduled> before) {
        Mode then = mode.or(() -> before.map(was -> was.policy().mode())).orElse(Mode.OFF);
        if (mode.isEmpty() && then == Mode.OFF) {
            throw new Refusal(ExitCode.BAD_INPUT, "the stack has no policy whose interval could change: give --detect or --correct with --every");
        }
        return new DriftPolicy(then, interval.or(() -> before.map(was -> was.policy().every())).orElse(USUAL));
    }

    static String words(Optional<Scheduled> scheduled) {
        return inForce(scheduled).map(is -> word(is.policy().mode()) + " every " + Durations.show(is.policy().every()) + ", next look " + Json.time(is.next())).orElse("off");
    }

    static ObjectNode data(Optional<Scheduled> scheduled) {
        Optional<Scheduled> inForce = inForce(scheduled);
        return Json.object().put("mode", word(inForce.map(is -> is.policy().mode()).orElse(Mode.OFF)))
                .put("every_seconds", inForce.map(is -> is.policy().every().toSeconds()).orElse(null)).put("next_look", inForce.map(is -> Json.time(is.next())).orElse(null));
    }

    private static Optional<Scheduled> inForce(Optional<Scheduled> scheduled) {
        return scheduled.filter(is -> is.policy().mode() != Mode.OFF);
    }

    private static String word(Mode mode) {
        return mode.name().toLowerCase(Locale.ROOT);
    }
}
