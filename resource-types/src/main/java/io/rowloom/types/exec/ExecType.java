package io.rowloom.types.exec;

import static io.rowloom.plugin.PropertySchema.Type.ANY;
import static io.rowloom.plugin.PropertySchema.Type.MAP;
import static io.rowloom.plugin.PropertySchema.Type.NUMBER;
import static io.rowloom.plugin.PropertySchema.Type.STRING;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.constraint.Constraint;
import io.rowloom.plugin.AttributeSchema;
import io.rowloom.plugin.Observation;
import io.rowloom.plugin.PropertySchema;
import io.rowloom.plugin.Recovery;
import io.rowloom.plugin.ResourceCall;
import io.rowloom.plugin.ResourceType;
import io.rowloom.plugin.Step;
import io.rowloom.plugin.TypeSchema;
import io.rowloom.plugin.UpdatePolicy;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * {@code Rowloom::Exec}: commands on the engine's machine.
 *
 * <p>Guarantee: a command has ended, or all that it started was killed, when a call answers. Not guaranteed: that a command runs once; after a crash
 * of the engine it runs again, with the same {@code ROWLOOM_KEY}. Processes that leave the command's session by themselves are not found.
 */
public final class ExecType implements ResourceType {
    /** A change of these alone runs nothing, unless check says that something is wrong. */
    private static final List<String> NOT_RUN = List.of("update", "delete", "check", "suspend", "resume", "timeout_secs");
    /** A change of these is what update is for. */
    private static final List<String> RUN = List.of("create", "environment", "working_directory", "triggers");

    private static final TypeSchema SCHEMA = TypeSchema.of("Rowloom::Exec",
            "Runs commands on the engine's machine when the resource is created, updated, checked, suspended, resumed and deleted. A "
            + "command is a text for /bin/sh -c, or a list of a program and its arguments. It must cope with being run twice, as after a crash. "
            + "It finds ROWLOOM_STACK, ROWLOOM_RESOURCE, ROWLOOM_PHYSICAL_NAME (unique to this copy), ROWLOOM_KEY (the same when a call is repeated) "
            + "and ROWLOOM_FENCE "
            + "(grows with each call) in its environment, and nothing on its standard input.")
            .property("create", PropertySchema.of(ANY,
                    "Run to create. When it changes, update is run, or without update the resource is replaced.").requiredValue())
            .property("update", PropertySchema.of(ANY,
                    "Run when create, environment, working_directory or triggers change. Without it, such a change replaces the resource."))
            .property("delete", PropertySchema.of(ANY,
                    "Run to delete, also after a create that failed or was cut off: it must succeed when there is nothing to delete."))
            .property("check", PropertySchema.of(ANY,
                    "Run to compare with reality, and to see what an update that failed has left: must change nothing, and fail when something is not "
                    + "as it should be. What mends it is update, or without update a replacement."))
            .property("suspend", PropertySchema.of(ANY, "Run to put to rest what create made."))
            .property("resume", PropertySchema.of(ANY, "Run to wake it up again: must succeed when it never rested."))
            .property("environment",
                    PropertySchema.of(MAP, "Environment variables for all commands, added to those of the engine. The place for secrets: a command "
                    + "line can be seen by others on the machine."))
            .property("timeout_secs", PropertySchema.of(NUMBER, "After so many seconds, a command and all that it started are killed.")
                    .withDefault(IntNode.valueOf(60))
                    .with(new Constraint.Range(Optional.of(new BigDecimal("0.001")), Optional.of(BigDecimal.valueOf(86_400)))))
            .property("working_directory", PropertySchema.of(STRING, "Where commands run; absolute. Without it, where the engine runs.")
                    .with(new Constraint.AllowedPattern(Pattern.compile("/[^\\x00]*"))))
            .property("triggers", PropertySchema.of(ANY,
                    "Not used by itself: a change of it counts as a change of create. Put here what the command reads elsewhere."))
            .attribute("stdout",
                    AttributeSchema.of("What the last create or update wrote to its standard output, at most 64 KiB, without line ends at the end."))
            .attribute("stderr", AttributeSchema.of("The same for its standard error."))
            .attribute("exit_code", AttributeSchema.of("The exit code of the last create or update: 0."));

    @Override
    public TypeSchema schema() {
        return SCHEMA;
    }

    @Override
    public Step create(ResourceCall call) throws InterruptedException {
        return run(call, "create");
    }

    @Override
    public Step update(ResourceCall call) throws IOException, InterruptedException {
        ObjectNode before = call.previousProperties();
        ObjectNode after = call.properties();
        boolean nothingToRun = NOT_RUN.stream().anyMatch(property -> differs(property, before, after))
                && RUN.stream().noneMatch(property -> differs(property, before, after)) && !(observe(call) instanceof Observation.Unfit);
        return nothingToRun || !after.hasNonNull("update") ? new Step.Done(Optional.of(call.physicalName()), call.outputs()) : run(call, "update");
    }

    @Override
    public Step delete(ResourceCall call) throws InterruptedException {
        return runBeside(call, "delete");
    }

    @Override
    public Step suspend(ResourceCall call) throws InterruptedException {
        return runBeside(call, "suspend");
    }

    @Override
    public Step resume(ResourceCall call) throws InterruptedException {
        return runBeside(call, "resume");
    }

    /** @throws IOException if the command did not come to an answer */
    @Override
    public Observation observe(ResourceCall call) throws IOException, InterruptedException {
        if (!call.properties().hasNonNull("check")) {
            return new Observation.Unreadable();
        }
        ObjectNode nothing = JsonNodeFactory.instance.objectNode();
        Result result = result(call, "check");
        return switch (result) {
            case Result.Ended(int code, String _, String _) when code == 0 -> new Observation.Found(nothing, nothing.deepCopy());
            case Result.Ended _, Result.TimedOut _ -> new Observation.Unfit(reason(call, "check", result));
            case Result.Cancelled _, Result.NotStarted _ -> throw new IOException(reason(call, "check", result));
        };
    }

    @Override
    public UpdatePolicy onChange(ObjectNode before, ObjectNode after) {
        boolean inPlace = after.hasNonNull("update") || RUN.stream().noneMatch(property -> differs(property, before, after));
        return inPlace ? UpdatePolicy.IN_PLACE : UpdatePolicy.REPLACE;
    }

    /** An update may begin with what was made before. A create that failed is not that: it goes on with delete, and another create. */
    @Override
    public Recovery recovery(ObjectNode before, ObjectNode after) {
        return !before.isEmpty() && after.hasNonNull("update") ? Recovery.REPAIR : Recovery.REPLACE;
    }

    /** Leaves the outputs of the last create or update. */
    private static Step runBeside(ResourceCall call, String action) throws InterruptedException {
        Step step = call.properties().hasNonNull(action) ? run(call, action) : Step.done();
        return step instanceof Step.Done ? Step.done() : step;
    }

    private static Step run(ResourceCall call, String action) throws InterruptedException {
        Result result = result(call, action);
        String reason = reason(call, action, result);
        return switch (result) {
            case Result.Ended(int code, String stdout, String stderr) when code == 0 -> Step.done(call.physicalName(), outputs(stdout, stderr));
            case Result.Ended _, Result.TimedOut _ -> failed(call, reason, false);
            case Result.Cancelled _ -> failed(call, reason, true);
            case Result.NotStarted _ -> Step.failed(reason);
        };
    }

    private static Result result(ResourceCall call, String action) throws InterruptedException {
        List<String> argv = Command.argv(call.properties().path(action));
        if (argv.isEmpty() || argv.getFirst().isEmpty()) {
            return new Result.NotStarted();
        }
        Optional<String> directory = Optional.of(call.properties().path("working_directory").asText("")).filter(text -> !text.isEmpty());
        try {
            return new Command(argv, environment(call), directory).run(timeout(call), call::cancelled);
        } catch (IOException | IllegalArgumentException _) {
            return new Result.NotStarted();   // the messages of these name arguments and environment, which may be secret
        }
    }

    private static String reason(ResourceCall call, String action, Result result) {
        return "command '" + action + "' " + switch (result) {
            case Result.Ended(int code, String _, String stderr) ->
                "failed with exit code " + code + Reasons.ending(stderr, call.properties().path("environment"));
            case Result.TimedOut(Duration after) ->
                "was killed after " + after.toMillis() / 1000.0 + " s: it takes longer than timeout_secs, or than the stack may";
            case Result.Cancelled() -> "was killed: it was cancelled";
            case Result.NotStarted() -> "cannot be started: look whether it is a text for /bin/sh or a list of a program and its arguments, whether "
                    + "the program and its working directory exist, and whether the names of its environment variables are valid";
        };
    }

    /** What the command did is not known, so there is a physical copy now that has to be deleted. */
    private static Step failed(ResourceCall call, String reason, boolean retryable) {
        return new Step.Failed(reason, retryable, Step.Effect.UNKNOWN, Optional.of(call.physicalName()));
    }

    private static ObjectNode outputs(String stdout, String stderr) {
        return JsonNodeFactory.instance.objectNode().put("stdout", stdout).put("stderr", stderr).put("exit_code", 0);
    }

    private static Duration timeout(ResourceCall call) {
        Duration own = Duration.ofNanos(call.properties().path("timeout_secs").decimalValue().movePointRight(9).longValue());
        Duration left = call.deadline().map(deadline -> Duration.between(call.now(), deadline)).orElse(own);
        return left.isNegative() ? Duration.ZERO : left.compareTo(own) < 0 ? left : own;
    }

    private static Map<String, String> environment(ResourceCall call) {
        Map<String, String> environment = new TreeMap<>();
        for (Map.Entry<String, JsonNode> entry : call.properties().path("environment").properties()) {
            if (!entry.getValue().isNull()) {
                environment.put(entry.getKey(), entry.getValue().isContainerNode() ? entry.getValue().toString() : entry.getValue().asText());
            }
        }
        environment.put("ROWLOOM_STACK", call.stackName());
        environment.put("ROWLOOM_RESOURCE", call.resourceName());
        environment.put("ROWLOOM_PHYSICAL_NAME", call.physicalName());
        environment.put("ROWLOOM_KEY", call.idempotencyKey());
        environment.put("ROWLOOM_FENCE", Long.toString(call.fence()));
        return environment;
    }

    private static boolean differs(String property, JsonNode before, JsonNode after) {
        return !before.path(property).equals(after.path(property));
    }
}
