package io.rowloom.benchmarks.throughput;

import io.rowloom.benchmarks.ground.Ground;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rowloom itself, for measurements that compare it: warm workers that make stacks of independent resources that do nothing. */
public final class WideEngine implements AutoCloseable {
    private static final int WARM_UP_ROUNDS = 3;

    private final Staff staff;

    /**
     * What a create took.
     *
     * @param seconds end to end; see {@link Measurement}
     * @param counters by {@link io.rowloom.benchmarks.gauge.Counter#key}
     */
    public record Created(int resources, double seconds, Map<String, Double> counters) {}

    /**
     * Starts the workers, and has them warm up.
     *
     * @param size of the stacks to warm up with
     */
    public WideEngine(Ground ground, int workers, int size) throws SQLException, IOException, InterruptedException {
        this.staff = new Staff(ground, workers);
        try {
            for (int i = 0; i < WARM_UP_ROUNDS; i++) {
                create(size);
            }
        } catch (RuntimeException | SQLException | IOException | InterruptedException e) {
            staff.close();
            throw e;
        }
    }

    /** Makes a stack, measures that, and deletes it again. */
    public Created create(int size) throws SQLException, IOException, InterruptedException {
        List<Measurement> measured = new ArrayList<>();
        new Life(staff, new Job(Shape.WIDE, size, Action.NO_OP, 0, 0), Temperature.WARM, new Life.Extent(0, 0, new Life.Effort(0, 0, 0), false)).run(1, List.of(Phase.CREATE), measured::add);
        Measurement create = measured.getFirst();
        return new Created(create.resources(), create.seconds(), create.counters());
    }

    @Override
    public void close() throws SQLException, IOException {
        staff.close();
    }
}
