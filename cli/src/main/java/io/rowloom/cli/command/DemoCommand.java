package io.rowloom.cli.command;

import io.rowloom.cli.config.Config;
import io.rowloom.cli.demo.DemoDirectory;
import io.rowloom.cli.demo.DemoReport;
import io.rowloom.cli.demo.DemoWorkers;
import io.rowloom.cli.output.ExitCode;
import io.rowloom.cli.output.Table;
import io.rowloom.cli.progress.Display;
import io.rowloom.cli.progress.Picture;
import io.rowloom.cli.progress.Watch;
import io.rowloom.embedded.EmbeddedDatabase;
import io.rowloom.resource.ResourceView;
import io.rowloom.stack.NewStack;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.Request;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackId;
import io.rowloom.stack.Status;
import io.rowloom.store.Hint;
import io.rowloom.template.Target;
import io.rowloom.template.TemplateInput;
import io.rowloom.template.TemplateSource;
import io.rowloom.value.Secrets;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "demo", header = "See it work: a database, two workers, a stack, an update and a crash, in a minute.",
        description = {"Starts a PostgreSQL of its own and two worker processes, creates examples/app-database/app-database.yaml, sends update.yaml while the create",
                "still runs, and kills one worker in the middle. Everything it made is removed at the end, also after Ctrl-C."},
        footer = {"Examples:", "  rowloom demo", "  rowloom demo --keep    (leaves the database, to look around)"})
final class DemoCommand extends Verb {
    private static final String STACK = "shop";
    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final Duration START = Duration.ofSeconds(30);
    private static final int DONE_BEFORE_UPDATE = 5;
    private static final Duration BEFORE_KILL = Duration.ofMillis(800);

    @Option(names = "--keep", description = "Leave the database and the files, and tell where they are.")
    private boolean keep;

    @Override
    ExitCode run() throws Exception {
        Config config = rowloom().configuration().config();
        Path examples = examples();
        Path directory = DemoDirectory.make(config.dataDirectory(), keep);
        DemoWorkers workers = new DemoWorkers(directory);
        Thread cleaning = Thread.ofPlatform().unstarted(() -> {
            workers.close();
            DemoDirectory.remove(directory);
        });
        Runtime.getRuntime().addShutdownHook(cleaning);
        say("Starting PostgreSQL and two workers …");
        try (Session session = Session.open(rowloom(), config.embeddedIn(directory))) {
            ExitCode code = play(session, workers, examples, directory);
            if (keep && code == ExitCode.DONE) {
                workers.close();
                Runtime.getRuntime().removeShutdownHook(cleaning);
            }
            return code;
        }
    }

    private ExitCode play(Session session, DemoWorkers workers, Path examples, Path directory) throws Exception {
        workers.start("worker-1");
        workers.start("worker-2");
        awaitWorkers(session, workers);
        Map<String, String> parameters = Map.of("directory", directory.toString(),
                "server", EmbeddedDatabase.startOrAttach(DemoDirectory.server(directory)).address().urlWithPassword());
        StackId id = create(session, input(examples.resolve("app-database.yaml"), parameters));
        Watch watch = new Watch(session.store(), id, hash -> Blueprints.dependencies(session, hash), rowloom().surroundings().clock());
        AtomicReference<Picture> last = new AtomicReference<>();
        try (Display display = Waiting.display(rowloom())) {
            display.say("Creating the stack '" + STACK + "': a database with roles, grants and a schema, a configuration file, and programs that use them.");
            watch.until(display, Optional.of(LONGEST), ended(last).or(picture -> done(picture) >= DONE_BEFORE_UPDATE));
            update(session, id, input(examples.resolve("update.yaml"), parameters));
            display.say("While that runs, the update is sent: another schema, a role that only reads, a changed file, one program less.");
            watch.until(display, Optional.of(LONGEST), ended(last).or(picture -> held(picture).isPresent()));
            kill(workers, last.get(), display);
            Optional<Stack> end = watch.until(display, Optional.of(LONGEST), ended(last));
            if (end.isEmpty() || end.get().status() != Status.COMPLETE) {
                throw new Refusal(ExitCode.FAILED, "the demo did not end as it should: the stack is "
                        + last.get().stack().state() + " (" + last.get().stack().reason() + ")" + workers.failure().map(log -> "\n" + log).orElse(""));
            }
        }
        report(session, last.get(), directory);
        return ExitCode.DONE;
    }

    private static Predicate<Picture> ended(AtomicReference<Picture> last) {
        return picture -> {
            last.set(picture);
            return !picture.stack().inProgress();
        };
    }

    private static long done(Picture picture) {
        return picture.items().stream().filter(item -> item.state() == Picture.State.DONE).count();
    }

    private void awaitWorkers(Session session, DemoWorkers workers) throws InterruptedException {
        var clock = rowloom().surroundings().clock();
        var giveUp = clock.instant().plus(START);
        while (session.store().engines().list().size() < 2) {
            workers.failure().ifPresent(log -> {
                throw new Refusal(ExitCode.FAILED, log);
            });
            if (clock.instant().isAfter(giveUp)) {
                throw new Refusal(ExitCode.FAILED, "the workers did not start within " + START.toSeconds() + " s");
            }
            Thread.sleep(Duration.ofMillis(50));
        }
    }

    private StackId create(Session session, TemplateInput input) throws InterruptedException {
        Target target = Requests.accept(session, input);
        StackId id = StackId.create(rowloom().surroundings().clock(), new SecureRandom());
        UUID request = UUID.randomUUID();
        Submission.accepted(Submission.send(request, () -> session.store().stacks().create(new NewStack(id, session.config().tenant(), STACK, request,
                target, OnFailure.ROLLBACK, Optional.of(LONGEST)))), STACK);
        session.store().hints().announce(Hint.REQUESTS);
        return id;
    }

    private static void update(Session session, StackId id, TemplateInput input) throws InterruptedException {
        String hash = session.store().targets().store(Requests.accept(session, input));
        Stack seen = session.store().stacks().find(id).orElseThrow(() -> new IllegalStateException("the demo's stack is gone"));
        Request request = Request.of(UUID.randomUUID(), new Request.Goal.Update(hash));
        Requests.submit(session, seen, _ -> request, true);
        session.store().hints().announce(Hint.REQUESTS);
    }

    /** A resource whose call has been running for a while: the worker that makes it is worth killing. */
    private Optional<ResourceView> held(Picture picture) {
        Instant before = rowloom().surroundings().clock().instant().minus(BEFORE_KILL);
        return picture.rows().stream().filter(row -> row.claimedAt().filter(before::isAfter).isPresent()).findFirst();
    }

    private void kill(DemoWorkers workers, Picture picture, Display display) {
        Optional<ResourceView> held = held(picture);
        String victim = held.flatMap(ResourceView::engine).map(id -> picture.engines().getOrDefault(id, "")).filter(workers::runs).orElse("worker-2");
        long pid = workers.kill(victim);
        display.say("kill -9 " + pid + ": " + victim + " is gone" + held.map(row -> ", in the middle of '" + row.name() + "'").orElse("")
                + ". What it held is taken over when its lease of 2 s is over.");
    }

    private void report(Session session, Picture picture, Path directory) {
        PrintWriter out = rowloom().surroundings().out();
        int width = rowloom().surroundings().terminal().map(t -> t.width()).orElse(Integer.MAX_VALUE);
        Table outputs = new Table("OUTPUT", "VALUE");
        Secrets.mask(StackView.of(session, picture.stack()).outputs(session)).forEach(output ->
                outputs.row(output.get("output_key").asText(), StackOutputs.shown(output)));
        out.println();
        out.println("The stack is " + picture.stack().state() + ". What was made, and by whom:");
        out.println();
        DemoReport.made(picture).lines(width).forEach(out::println);
        out.println();
        outputs.lines(width).forEach(out::println);
        out.println();
        next(directory).forEach(out::println);
        out.flush();
    }

    private List<String> next(Path directory) {
        return keep ? List.of("Look around (the server starts again by itself):", "  export ROWLOOM_DATA=" + directory,
                "  rowloom stack show " + STACK, "  rowloom stack events " + STACK, "  rowloom stack outputs " + STACK + " connection_url --reveal",
                "  rowloom worker &", "  rowloom stack delete " + STACK + " --wait", "  rowloom db stop && rm -r " + directory)
                : List.of("Everything was removed again. Try next:", "  rowloom demo --keep                                          keep it, and look around",
                "  rowloom worker &                                             a worker on your own database",
                "  rowloom stack create hello -t examples/hello/hello.yaml --wait", "  rowloom --help");
    }

    private static TemplateInput input(Path template, Map<String, String> parameters) throws IOException {
        return new TemplateInput(new TemplateSource(template.getFileName().toString(), Files.readString(template)), List.of(), parameters);
    }

    private Path examples() {
        Map<String, String> environment = rowloom().surroundings().environment();
        Path examples = Path.of(environment.getOrDefault("ROWLOOM_HOME", rowloom().surroundings().directory().toString())).resolve("examples/app-database");
        if (!Files.isRegularFile(examples.resolve("update.yaml"))) {
            throw new Refusal(ExitCode.BAD_INPUT, "the examples are not in " + examples + ": start the demo with the script 'rowloom' of a whole checkout");
        }
        return examples;
    }

    private void say(String text) {
        rowloom().surroundings().out().println(text);
        rowloom().surroundings().out().flush();
    }
}
