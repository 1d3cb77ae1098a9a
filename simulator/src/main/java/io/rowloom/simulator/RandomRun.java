package io.rowloom.simulator;

import io.rowloom.stack.OnFailure;
import io.rowloom.stack.StackAction;
import io.rowloom.stack.Status;
import io.rowloom.stack.SubmitResult;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.random.RandomGenerator;

/**
 * A generated run: a generated stack, users who change their mind at any moment, workers that die or stand still, connections that break. Afterwards all
 * trouble ends, one last update is made, everything comes to rest, and the {@link Judge} looks.
 */
public final class RandomRun {
    private static final String STACK = "web";
    private static final int MOST_RESOURCES = 7;

    private final World world;
    private final RandomGenerator random;
    private final List<String> story = new ArrayList<>();
    private Model target;
    private boolean exists;

    private RandomRun(long seed, World world) {
        this.world = world;
        this.random = new SplittableRandom(~seed);
        this.target = model(false);
    }

    /**
     * @param findings what the judge found; empty when all holds
     * @param story what was done to the world, in order
     */
    public record Verdict(long seed, List<String> findings, List<String> story, String world) {}

    /** The same seed gives the same run, and the same verdict. */
    public static Verdict of(long seed) {
        try (World world = World.seeded(seed)) {
            RandomRun run = new RandomRun(seed, world);
            List<String> findings;
            try {
                findings = run.play();
            } catch (AssertionError | IllegalStateException e) {
                findings = List.of("comes to rest without a bug: " + e + (e.getCause() == null ? "" : " by " + stackTrace(e.getCause())));
            }
            return new Verdict(seed, findings, run.story, findings.isEmpty() ? "" : world.describe());
        }
    }

    private static String stackTrace(Throwable cause) {
        StringWriter text = new StringWriter();
        cause.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    private List<String> play() {
        world.onFailure(OnFailure.values()[random.nextInt(OnFailure.values().length)]).workers(1 + random.nextInt(3));
        if (random.nextInt(4) == 0) {
            world.timeout(Duration.ofSeconds(2 + random.nextInt(30)));
        }
        submit(target);
        int acts = 2 + random.nextInt(8);
        for (int i = 0; i < acts; i++) {
            world.steps(random.nextInt(120));
            act();
        }
        world.steps(random.nextInt(200));
        story.add("all trouble ends");
        ensureAWorker();
        world.settle();
        return finale();
    }

    /** A last update with nothing that fails must make its target real; the same again must do nothing. */
    private List<String> finale() {
        List<String> findings = new ArrayList<>(Judge.findings(world));
        Model last = model(false);
        Optional<Prediction> prediction = Prediction.of(world, STACK, last);
        submit(last);
        world.settle();
        if (world.stack(STACK).status() != Status.COMPLETE && !world.stack(STACK).reason().contains("timed out")) {
            findings.add("a good update completes: " + world.state(STACK) + " " + world.stack(STACK).reason());
        }
        findings.addAll(Judge.findings(world));
        if (world.stack(STACK).status() == Status.COMPLETE) {
            prediction.ifPresent(told -> findings.addAll(told.findings(world)));
            if (!Prediction.of(world, STACK, target).map(Prediction::unchanged).orElse(true)) {
                findings.add("a preview of an identical update tells of no change");
            }
        }
        int calls = world.reality().calls();
        submit(target);
        world.settle();
        if (world.reality().calls() != calls) {
            findings.add("an identical update makes no plugin call: " + (world.reality().calls() - calls) + " calls");
        }
        return findings;
    }

    private void act() {
        ensureAWorker();
        switch (random.nextInt(18)) {
            case 0, 1, 2, 3 -> submit(mutated());
            case 4 -> submit(model(true));
            case 5 -> submit(inverted());
            case 6 -> request("rollback", world.rollback(STACK));
            case 7 -> request("cancel", world.cancel(STACK));
            case 8 -> delete();
            case 9, 10, 11 -> kill();
            case 12, 13 -> pause();
            case 14 -> trouble();
            case 15 -> loseOneAnswer();
            case 16 -> drainOrWait();
            default -> addWorker();
        }
    }

    private void submit(Model model) {
        Prediction.of(world, STACK, model);
        SubmitResult result = world.submit(STACK, model);
        story.add("submit " + model.resources().values() + " -> " + shown(result));
        if (result instanceof SubmitResult.Accepted) {
            target = model;
            exists = true;
        } else if (world.stack(STACK).action() == StackAction.DELETE) {
            untilDeleted();
            submit(model);
        }
    }

    /** A delete that timed out is asked for again, as a user would. */
    private void untilDeleted() {
        ensureAWorker();
        world.settle();
        while (world.stack(STACK).deletedAt().isEmpty()) {
            delete();
            world.settle();
        }
    }

    private void request(String what, SubmitResult result) {
        story.add(what + " -> " + shown(result));
    }

    private static String shown(SubmitResult result) {
        return result instanceof SubmitResult.Accepted accepted ? "traversal " + accepted.traversal() : result.getClass().getSimpleName();
    }

    private void delete() {
        if (exists) {
            request("delete", world.delete(STACK));
        }
    }

    private void kill() {
        List<String> live = world.liveWorkers();
        String victim = live.get(random.nextInt(live.size()));
        world.kill(victim);
        story.add("kill " + victim);
        ensureAWorker();
    }

    private void pause() {
        List<String> live = world.liveWorkers();
        String victim = live.get(random.nextInt(live.size()));
        Duration time = Duration.ofMillis(random.nextInt(20_000));
        world.pause(victim, time);
        story.add("pause " + victim + " for " + time);
    }

    private void trouble() {
        double loss = random.nextInt(3) * 0.05;
        double failures = random.nextInt(3) * 0.1;
        world.trouble(loss, failures);
        story.add("trouble: store " + loss + ", resource types " + failures);
    }

    private void loseOneAnswer() {
        List<String> verbs = List.copyOf(new TreeSet<>(world.storeCalls().keySet()));
        if (!verbs.isEmpty()) {
            String verb = verbs.get(random.nextInt(verbs.size()));
            world.loseAnswer(verb, 1);
            story.add("lose the next answer of " + verb);
        }
    }

    private void drainOrWait() {
        if (random.nextInt(4) == 0) {
            world.pass(Duration.ofMinutes(3));
            story.add("three minutes pass");
        } else {
            String drained = world.liveWorkers().getFirst();
            addWorker();
            world.drain(drained);
            story.add("drain " + drained);
        }
    }

    private void addWorker() {
        world.workers(1);
        story.add("one more worker");
    }

    private void ensureAWorker() {
        if (world.liveWorkers().isEmpty()) {
            addWorker();
        }
    }

    private Model model(boolean mayFail) {
        Map<String, Model.Resource> resources = new TreeMap<>();
        List<String> names = new ArrayList<>(List.of("A", "B", "C", "D", "E", "F", "G").subList(0, 1 + random.nextInt(MOST_RESOURCES)));
        Collections.shuffle(names, new Random(random.nextLong()));
        for (String name : names) {
            List<String> needs = resources.keySet().stream().filter(_ -> random.nextInt(3) == 0).toList();
            resources.put(name, new Model.Resource(name, properties(mayFail, needs), needs));
        }
        return new Model(resources);
    }

    private Map<String, String> properties(boolean mayFail, List<String> needs) {
        Map<String, String> properties = new TreeMap<>();
        properties.put("size", random.nextInt(8) == 0 && !needs.isEmpty() ? "$" + needs.getFirst() + ".size" : String.valueOf(random.nextInt(3)));
        properties.put("shape", random.nextInt(8) == 0 && !needs.isEmpty() ? "$" + needs.getLast() + ".size" : String.valueOf(random.nextInt(2)));
        if (random.nextInt(4) == 0) {
            properties.put("wait", String.valueOf(random.nextInt(3)));
        }
        if (mayFail && random.nextInt(4) == 0) {
            properties.put("fail", "true");
        }
        return properties;
    }

    /** The target with some resources changed, added, dropped. Its order stays, so there is never a circle. */
    private Model mutated() {
        Map<String, Model.Resource> resources = new TreeMap<>(target.resources());
        for (Model.Resource resource : target.resources().values()) {
            if (random.nextInt(3) == 0) {
                resources.put(resource.name(), new Model.Resource(resource.name(), properties(false, resource.needs()), resource.needs()));
            }
        }
        if (random.nextInt(3) == 0 && resources.size() > 1) {
            String dropped = List.copyOf(resources.keySet()).get(random.nextInt(resources.size()));
            resources.remove(dropped);
            resources.replaceAll((_, r) -> new Model.Resource(r.name(), withoutAttributesOf(dropped, r), r.needs().stream().filter(n -> !n.equals(dropped)).toList()));
        }
        if (random.nextInt(3) == 0) {
            String added = "N" + random.nextInt(3);
            List<String> needs = resources.keySet().stream().filter(n -> !n.equals(added) && random.nextInt(3) == 0).toList();
            if (!target.resources().containsKey(added)) {
                resources.put(added, new Model.Resource(added, properties(false, needs), needs));
            }
        }
        return new Model(resources);
    }

    private static Map<String, String> withoutAttributesOf(String dropped, Model.Resource resource) {
        Map<String, String> properties = new TreeMap<>(resource.properties());
        properties.replaceAll((_, value) -> Model.attribute(value).filter(a -> a[0].equals(dropped)).map(_ -> "1").orElse(value));
        return properties;
    }

    /** The target with every dependency turned round, and everything changed. */
    private Model inverted() {
        Map<String, Model.Resource> resources = new TreeMap<>();
        for (String name : target.resources().keySet()) {
            List<String> needs = target.resources().values().stream().filter(r -> r.needs().contains(name)).map(Model.Resource::name).toList();
            resources.put(name, new Model.Resource(name, properties(false, needs), needs));
        }
        return new Model(resources);
    }
}
