package io.rowloom.benchmarks.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ModelTest {
    private static final Offset<Double> EXACT = within(1e-9);
    /** Numbers that one can reckon with by heart: 1,000 resources of 10 ms; a server of 2 cores, half of which may be used. */
    private static final Fleet FLEET = new Fleet(1_000, 10, 0, 0, 0, 0, 10, 1, 1, 6);
    private static final Costs COSTS = new Costs(1, 1, 1_000, 10, 0);
    private static final Idle NOTHING = new Idle(0, 0, 0, 0, 0, 0, 0);
    private static final Server SERVER = new Server(2, 0.5, 1_000, 1e6, 100);

    private static Model model(Fleet fleet, Costs costs, Idle idle) {
        return new Model(fleet, costs, idle, SERVER);
    }

    @Test
    void eachLimitTakesItsTime() {
        Fleet fleet = new Fleet(1_000, 10, 0, 5, 2, 500, 10, 4, 2, 6);
        var seconds = model(fleet, new Costs(1, 3, 4_000, 10, 20), NOTHING).with(1).seconds();

        assertThat(seconds.get(Limit.DATABASE_CPU)).isCloseTo(10, EXACT);       // 10,000 ms with 1 of 2 cores
        assertThat(seconds.get(Limit.COMMITS)).isCloseTo(6, EXACT);             // 3,000 with 500 a second
        assertThat(seconds.get(Limit.LOG)).isCloseTo(8, EXACT);                 // 4 MB with half a MB a second
        assertThat(seconds.get(Limit.WORKER_CPU)).isCloseTo(2, EXACT);          // 20,000 ms with 10 of 20 cores
        assertThat(seconds.get(Limit.SLOTS)).isCloseTo(50, EXACT);              // 2,000 s in 40 slots
        assertThat(seconds.get(Limit.DEPTH)).isCloseTo(12.5, EXACT);
    }

    @Test
    void theSlowestOneTells() {
        Estimate estimate = model(FLEET, COSTS, NOTHING).with(1);

        assertThat(estimate.bottleneck()).isEqualTo(Limit.DATABASE_CPU);
        assertThat(estimate.total()).isCloseTo(10, EXACT);
        assertThat(estimate.connections()).isCloseTo(60, EXACT);
        assertThat(estimate.statementsPerSecond()).isCloseTo(100, EXACT);
    }

    @Test
    void databasesShareWorkAndWorkers() {
        Estimate estimate = model(FLEET, COSTS, NOTHING).with(4);

        assertThat(estimate.total()).isCloseTo(2.5, EXACT);
        assertThat(estimate.connections()).isCloseTo(15, EXACT);
    }

    @Test
    void whatIdleWorkersTakeIsMissingForTheWork() {
        Idle idle = new Idle(10, 5, 0, 0, 0, 0, 0); // 50 ms each, half a core together
        Estimate estimate = model(FLEET, COSTS, idle).with(1);

        assertThat(estimate.idleCores()).isCloseTo(0.5, EXACT);
        assertThat(estimate.total()).isCloseTo(20, EXACT);
        assertThat(estimate.statementsPerSecond()).isCloseTo(10 * 10 + 1_000 / 20.0, EXACT);
    }

    @Test
    void idleWorkersCanTakeAllThereIs() {
        Estimate estimate = model(FLEET, COSTS, new Idle(10, 10, 0, 0, 0, 0, 0)).with(1);

        assertThat(estimate.total()).isInfinite();
        assertThat(estimate.bottleneck()).isEqualTo(Limit.DATABASE_CPU);
        assertThat(estimate.statementsPerSecond()).isCloseTo(100, EXACT);
    }

    @Test
    void sweepsOverOpenRowsBecomeCheaperBySquares() {
        Fleet fleet = new Fleet(1_000, 10, 8_000, 0, 0, 0, 10, 1, 1, 6);
        Idle idle = new Idle(0, 0, 5, 2, 0, 0, 0); // 10 workers, 5 times a second, 8,000 rows, 2 µs

        assertThat(model(fleet, COSTS, idle).with(1).idleCores()).isCloseTo(0.8, EXACT);
        assertThat(model(fleet, COSTS, idle).with(2).idleCores()).isCloseTo(0.2, EXACT);
        assertThat(model(fleet, COSTS, idle).with(4).idleCores()).isCloseTo(0.05, EXACT);
    }

    @Test
    void aHintIsWorkForEachWorkerOfTheDatabaseUntilTheyComeTogether() {
        // 100 stacks, 1 hint each, 10 workers, 2 statements of 5 ms: 10 s of hints to 10 s of work
        assertThat(model(FLEET, COSTS, new Idle(0, 5, 0, 0, 1, 2, 1_000)).with(1).total()).isCloseTo(20, EXACT);
        // 4 a second at most: 10 workers, 40 ms each, leave 0.6 of a core
        assertThat(model(FLEET, COSTS, new Idle(0, 5, 0, 0, 1, 2, 4)).with(1).total()).isCloseTo(10 / 0.6, EXACT);
        assertThat(model(FLEET, COSTS, new Idle(0, 5, 0, 0, 1, 2, 1_000)).with(2).total()).isCloseTo(5 * 1.5, EXACT);
    }

    @Test
    void theFewestDatabasesThatDoItInTimeAndTakeAllConnections() {
        Model model = model(FLEET, COSTS, NOTHING);

        assertThat(model.needed(10).orElseThrow().databases()).isEqualTo(1);
        assertThat(model.needed(3.4).orElseThrow().databases()).isEqualTo(3);
        Fleet many = new Fleet(1_000, 10, 0, 0, 0, 0, 50, 1, 1, 6);
        assertThat(model(many, COSTS, NOTHING).needed(10).orElseThrow().databases()).isEqualTo(3);
    }

    @Test
    void moreDatabasesDoNotMakeActionsFaster() {
        Fleet slow = new Fleet(1_000, 10, 0, 2, 30, 0, 10, 64, 1, 6);
        Model model = model(slow, COSTS, NOTHING);

        assertThat(model.needed(59)).isEmpty();
        assertThat(model.needed(60).orElseThrow().bottleneck()).isEqualTo(Limit.DEPTH);
        assertThat(ModelTable.lines(model, Duration.ofSeconds(59)).getLast()).contains("not with any number of databases", "what follows one another");
    }

    @Test
    void workersForTheWorkItself() {
        Fleet fleet = new Fleet(1_000, 10, 0, 0, 2, 0, 10, 4, 1, 6);
        assertThat(model(fleet, COSTS, NOTHING).workersFor(100)).isCloseTo(5, EXACT); // 2,000 s of slots, 4 each, 100 s
    }
}
