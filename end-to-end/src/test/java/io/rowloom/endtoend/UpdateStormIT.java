package io.rowloom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.stack.OnFailure;
import io.rowloom.stack.SubmitResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A hundred updates of a large stack, one right after the other, while it is still being created. */
class UpdateStormIT {
    @RegisterExtension
    static final Cluster CLUSTER = Cluster.withWorkers("one", "two", "three");
    private static final int LAYERS = 10;
    private static final int WIDTH = 100;
    private static final int RESOURCES = LAYERS * WIDTH;
    private static final int UPDATES = 100;
    private static final int CHANGED_BY_EACH = 15;

    private final Random random = new Random(20_261_125);
    private final int[] values = new int[RESOURCES];

    private String template() {
        StringBuilder text = new StringBuilder("heat_template_version: 2021-04-16\nresources:\n");
        for (int i = 0; i < RESOURCES; i++) {
            text.append("  r").append(i).append(":\n    type: OS::Heat::TestResource\n");
            if (i >= WIDTH) {
                text.append("    depends_on: [r").append(i - WIDTH).append("]\n");
            }
            text.append("    properties: {value: \"").append(values[i]).append("\", action_wait_secs: {create: 0.5}}\n");
        }
        return text.toString();
    }

    @Test
    void theLastOneWinsNoneIsLostAndLittleIsDoneInVain() {
        List<Integer> traversals = new ArrayList<>();
        try (Requester user = CLUSTER.requester()) {
            user.create("storm", template(), OnFailure.ROLLBACK);
            for (int update = 1; update <= UPDATES; update++) {
                for (int i = 0; i < CHANGED_BY_EACH; i++) {
                    values[random.nextInt(RESOURCES)] = update;
                }
                SubmitResult result = user.update("storm", template());
                assertThat(result).isInstanceOf(SubmitResult.Accepted.class);
                traversals.add(((SubmitResult.Accepted) result).traversal());
            }
        }
        CLUSTER.run("stack", "wait", "storm", "--timeout", "120s").exits(0);

        assertThat(CLUSTER.rows().stackState("storm")).isEqualTo("UPDATE_COMPLETE");
        assertThat(traversals).as("each accepted one is a traversal of its own").isEqualTo(IntStream.rangeClosed(2, UPDATES + 1).boxed().toList());
        assertThat(CLUSTER.rows().column("SELECT traversal FROM event WHERE resource IS NULL AND status = 'IN_PROGRESS' ORDER BY traversal")).as("and is told of")
                .isEqualTo(IntStream.rangeClosed(1, UPDATES + 1).mapToObj(String::valueOf).toList());
        assertThat(CLUSTER.rows().column("SELECT name || '=' || (properties->>'value') FROM resource WHERE current"))
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, RESOURCES).mapToObj(i -> "r" + i + "=" + values[i]).toList());
        int begun = Integer.parseInt(CLUSTER.rows().column("SELECT count(*) FROM event WHERE resource IS NOT NULL AND status = 'IN_PROGRESS'").getFirst());
        assertThat(begun).as("actions; the final state needs %d, one request after the other would need %d", RESOURCES, RESOURCES + UPDATES * CHANGED_BY_EACH)
                .isBetween(RESOURCES, 2 * RESOURCES);
        assertThat(CLUSTER.rows().unfinished()).isEmpty();
    }
}
