package io.rowloom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A large stack, while workers are killed and replaced all the time. The kills follow the progress, so that they hit it wherever the machine is slow. */
class RandomKillsIT {
    @RegisterExtension
    static final Cluster CLUSTER = Cluster.withWorkers("worker-0", "worker-1", "worker-2");
    private static final int LAYERS = 10;
    private static final int WIDTH = 20;
    private static final int KILLS = 8;
    private static final Duration LONGEST = Duration.ofSeconds(120);

    private final Random random = new Random(20_261_124);

    private static String name(int layer, int column) {
        return "r" + layer + "_" + column;
    }

    /** Every resource needs two of the layer before; one in five is a thing that leaves a trace of each call. */
    private static Template layered() {
        Template template = new Template();
        for (int layer = 0; layer < LAYERS; layer++) {
            for (int column = 0; column < WIDTH; column++) {
                String[] after = layer == 0 ? new String[0] : new String[] {name(layer - 1, column), name(layer - 1, (column + 7) % WIDTH)};
                if (column % 5 == 0) {
                    template.thing(name(layer, column), after);
                } else {
                    template.slow(name(layer, column), 0.1 + column * 0.02, after);
                }
            }
        }
        return template;
    }

    private static long complete() {
        return Long.parseLong(CLUSTER.rows().column("SELECT count(*) FROM resource WHERE action = 'CREATE' AND status = 'COMPLETE'").getFirst());
    }

    @Test
    void aLargeStackCompletesWhileWorkersDie() {
        CLUSTER.run("stack", "create", "large", "-t", layered().in(CLUSTER.directory())).exits(0);
        List<String> alive = new ArrayList<>(List.of("worker-0", "worker-1", "worker-2"));
        for (int kill = 1; kill <= KILLS; kill++) {
            int next = LAYERS * WIDTH * kill / (KILLS + 1) - random.nextInt(10);
            await("%d resources after %d kills".formatted(next, kill - 1)).atMost(LONGEST).pollInterval(Duration.ofMillis(20)).until(() -> complete() >= next);
            CLUSTER.worker(alive.remove(random.nextInt(alive.size()))).kill();
            String fresh = "worker-" + (kill + 2);
            CLUSTER.begin(fresh);
            alive.add(fresh);
        }
        CLUSTER.run("stack", "wait", "large", "--timeout", "120s").exits(0);
        assertThat(CLUSTER.rows().stackState("large")).isEqualTo("CREATE_COMPLETE");
        everythingWasMadeOnce();

        CLUSTER.run("stack", "delete", "large", "--wait").exits(0);
        assertThat(CLUSTER.reality().things()).isEmpty();
        assertThat(CLUSTER.rows().unfinished()).isEmpty();
    }

    private static void everythingWasMadeOnce() {
        List<String> names = IntStream.range(0, LAYERS * WIDTH).mapToObj(i -> name(i / WIDTH, i % WIDTH)).toList();
        List<String> things = names.stream().filter(name -> Integer.parseInt(name.substring(name.indexOf('_') + 1)) % 5 == 0).toList();
        assertThat(CLUSTER.rows().column("SELECT name FROM resource WHERE current AND status = 'COMPLETE'")).containsExactlyInAnyOrderElementsOf(names);
        assertThat(CLUSTER.rows().column("SELECT name FROM event WHERE resource IS NOT NULL AND action = 'CREATE' AND status = 'COMPLETE'"))
                .as("each create was recorded once").containsExactlyInAnyOrderElementsOf(names);
        assertThat(CLUSTER.reality().things().values()).as("each thing exists once").containsExactlyInAnyOrderElementsOf(things);
        for (String thing : things) {
            List<Reality.Call> calls = CLUSTER.reality().begun("create", thing);
            assertThat(calls).as(thing).extracting(Reality.Call::key).containsOnly(calls.getFirst().key());
        }
    }
}
