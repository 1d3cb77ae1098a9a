package io.rowloom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.common.collect.MapDifference;
import com.google.common.collect.Maps;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.Request.Goal;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackAction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.awaitility.core.ConditionFactory;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Two hundred interferences in a row with one stack: users who change their mind, roll back, cancel and delete, workers that are killed and paused. Which, is
 * decided by a seed; when, by the stack's progress. Each time that an update is left alone, the world is as its template says, and nothing else is in it.
 */
class InterferencesIT {
    @RegisterExtension
    static final Cluster CLUSTER = Cluster.withWorkers("worker-0", "worker-1", "worker-2");
    private static final long SEED = Long.getLong("rowloom.interferences.seed", 20_261_125L);
    private static final int INTERFERENCES = 200;
    private static final int UNDISTURBED_AFTER = 40;
    private static final int RESOURCES = 60;
    private static final int TOLD = 40;
    private static final Duration LONGEST = Duration.ofSeconds(120);

    /** A file; another {@code place} makes another file. {@code needs}: files whose paths are in it. */
    private record Item(int place, int content, List<String> needs, boolean broken) {}

    private final Random random = new Random(SEED);
    private final List<String> alive = new ArrayList<>(List.of("worker-0", "worker-1", "worker-2"));
    private final List<String> story = new ArrayList<>();
    private int workers = 3;
    private Map<String, Item> target = new TreeMap<>();

    @Test
    void whateverHappensTheWorldComesToBeAsTheTemplateSays() {
        try (Requester user = CLUSTER.requester()) {
            target = fresh();
            user.create("web", template(target), OnFailure.ROLLBACK);
            for (int i = 0; i < INTERFERENCES; i++) {
                letSomethingHappen(random.nextInt(40));
                interfere(user);
                if (i % UNDISTURBED_AFTER == UNDISTURBED_AFTER - 1) {
                    anUpdateThatNobodyDisturbs(user);
                }
            }
            user.request("web", new Goal.Delete());
            awaiting("the delete").until(() -> user.find("web").isEmpty());
            assertThat(CLUSTER.reality().files()).as(() -> "after the delete, " + told()).isEmpty();
        }
    }

    private void anUpdateThatNobodyDisturbs(Requester user) {
        target = mutated(false);
        submit(user);
        awaiting("an update that nobody disturbs").until(() -> ended() && CLUSTER.rows().unfinished().isEmpty());
        story.add("at rest");
        assertThat(CLUSTER.rows().stackState("web")).as(() -> CLUSTER.rows().failures() + told()).isIn("UPDATE_COMPLETE", "CREATE_COMPLETE");
        MapDifference<String, String> difference = Maps.difference(CLUSTER.reality().files(), promised());
        assertThat(difference.areEqual()).as(() -> "reality and promise, " + difference + told()).isTrue();
        assertThat(CLUSTER.rows().column("SELECT name FROM resource r WHERE NOT (action = 'DELETE' AND status = 'COMPLETE') "
                + "AND stack_id = (SELECT id FROM stack WHERE name = 'web' AND deleted_at IS NULL)")).containsExactlyInAnyOrderElementsOf(target.keySet());
    }

    private void interfere(Requester user) {
        switch (random.nextInt(20)) {
            case 0, 1 -> told("rollback", user.request("web", new Goal.Rollback()));
            case 2 -> told("cancel", user.cancel("web"));
            case 3 -> told("check", user.request("web", new Goal.Check()));
            case 4, 5 -> kill();
            case 6 -> pause();
            case 7 -> {
                if (random.nextInt(4) == 0) {
                    told("delete", user.request("web", new Goal.Delete()));
                }
            }
            default -> {
                target = random.nextInt(10) == 0 ? fresh() : mutated(random.nextInt(8) == 0);
                submit(user);
            }
        }
    }

    /** After a delete the stack is made anew. */
    private void submit(Requester user) {
        if (user.find("web").filter(stack -> stack.action() != StackAction.DELETE).isPresent()) {
            told("update", user.update("web", template(target)));
        } else {
            awaiting("the delete").until(() -> user.find("web").isEmpty() || failedToDelete(user));
            if (user.find("web").isPresent()) {
                told("delete again", user.request("web", new Goal.Delete()));
                submit(user);
            } else {
                user.create("web", template(target), OnFailure.ROLLBACK);
                story.add("create");
            }
        }
    }

    private static boolean failedToDelete(Requester user) {
        return user.find("web").filter(stack -> !stack.inProgress()).map(Stack::action).filter(StackAction.DELETE::equals).isPresent();
    }

    private void told(String what, Object result) {
        story.add(what + " -> " + result.getClass().getSimpleName());
    }

    private ConditionFactory awaiting(String what) {
        return await(what + told()).atMost(LONGEST);
    }

    /** Only the end of it: reports are cut off where they are long. */
    private String told() {
        return "%nseed %d, after %d steps, the last of them:%n%s%n".formatted(SEED, story.size(), String.join("\n", story.subList(Math.max(0, story.size() - TOLD), story.size())));
    }

    /** A killed worker is replaced. */
    private void kill() {
        String victim = alive.remove(random.nextInt(alive.size()));
        CLUSTER.worker(victim).kill();
        String next = "worker-" + workers++;
        CLUSTER.begin(next);
        alive.add(next);
        story.add("kill " + victim + ", start " + next);
    }

    /** Longer than its lease, if the others get on so far meanwhile. */
    private void pause() {
        String paused = alive.get(random.nextInt(alive.size()));
        CLUSTER.worker(paused).pause();
        letSomethingHappen(200);
        CLUSTER.worker(paused).resume();
        story.add("pause " + paused);
    }

    /** So many events, or none any more for a while. */
    private static void letSomethingHappen(int events) {
        long before = events();
        try {
            await().atMost(Duration.ofSeconds(3)).pollInterval(Duration.ofMillis(10)).until(() -> events() >= before + events || ended());
        } catch (ConditionTimeoutException _) {
            // whoever could have made progress is dead or paused
        }
    }

    private static long events() {
        return Long.parseLong(CLUSTER.rows().column("SELECT count(*) FROM event").getFirst());
    }

    private static boolean ended() {
        return !CLUSTER.rows().stackState("web").endsWith("_IN_PROGRESS");
    }

    private Map<String, Item> fresh() {
        Map<String, Item> items = new TreeMap<>();
        for (int i = 0; i < RESOURCES; i++) {
            items.put(name(i), item(i, items, false));
        }
        return items;
    }

    /** Some changed, moved, dropped or added; perhaps one that cannot be made. */
    private Map<String, Item> mutated(boolean broken) {
        Map<String, Item> items = new TreeMap<>();
        int unlucky = broken ? random.nextInt(RESOURCES) : -1;
        for (int i = 0; i < RESOURCES; i++) {
            Item old = target.get(name(i));
            boolean keep = old != null && !old.broken() && items.keySet().containsAll(old.needs()) && random.nextInt(6) != 0;
            boolean drop = old != null && random.nextInt(30) == 0;
            if (!drop && (old != null || random.nextInt(3) == 0)) {
                items.put(name(i), i == unlucky || !keep ? item(i, items, i == unlucky) : old);
            }
        }
        return items;
    }

    private Item item(int number, Map<String, Item> before, boolean broken) {
        List<String> needs = before.keySet().stream().filter(_ -> random.nextInt(Math.max(2, number / 2)) == 0).limit(3).toList();
        return new Item(random.nextInt(3), random.nextInt(1000), needs, broken);
    }

    private static String name(int number) {
        return "r%02d".formatted(number);
    }

    private static String template(Map<String, Item> items) {
        StringBuilder text = new StringBuilder("heat_template_version: 2021-04-16\nresources:\n");
        items.forEach((name, item) -> {
            List<String> parts = new ArrayList<>(List.of(String.valueOf(item.content())));
            item.needs().forEach(need -> parts.add("{get_resource: " + need + "}"));
            String path = item.broken() ? "no/such/directory" : file(name, item);
            text.append("  ").append(name).append(":\n    type: Rowloom::File\n    properties:\n      path: ").append(CLUSTER.reality().files(path))
                    .append("\n      content: {list_join: [\" \", ").append(parts).append("]}\n");
        });
        return items.isEmpty() ? text + "  {}\n" : text.toString();
    }

    private static String file(String name, Item item) {
        return name + "-" + item.place();
    }

    private Map<String, String> promised() {
        Map<String, String> files = new LinkedHashMap<>();
        target.forEach((name, item) -> {
            List<String> parts = new ArrayList<>(List.of(String.valueOf(item.content())));
            item.needs().forEach(need -> parts.add(CLUSTER.reality().files(file(need, target.get(need))).toString()));
            files.put(file(name, item), String.join(" ", parts));
        });
        return files;
    }
}
