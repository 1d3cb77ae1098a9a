package io.rowloom.benchmarks.locks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PlanTest {
    private static final List<Arm> ARMS = Arm.of(List.of(Mode.OFF, Mode.REDIS, Mode.ETCD), List.of("resource"));
    private final Plan plan = new Plan(ARMS, List.of(1, 8), List.of(Workload.WIDE, Workload.HOT), List.of(0, 5), 3, 1);

    @Test
    void armsFollowOneAnotherForTheSameWorkersAndLatency() {
        List<Session> first = plan.sessions().subList(0, 6);

        assertThat(first).extracting(session -> session.arm().label()).containsExactly("off", "redis", "etcd", "off", "redis", "etcd");
        assertThat(first).extracting(Session::workers).containsExactly(1, 1, 1, 8, 8, 8);
        assertThat(first).extracting(Session::latencyMillis).containsOnly(0);
    }

    @Test
    void eachRoundGoesThroughEverythingOnceAndBeginsWithAnotherArmAndWorkload() {
        List<Session> sessions = plan.sessions();

        assertThat(sessions).hasSize(3 * 2 * 2 * 3);
        assertThat(plan.measurements()).isEqualTo(2 * sessions.size());
        assertThat(sessions.stream().collect(Collectors.groupingBy(Session::round, Collectors.flatMapping(s -> s.workloads().stream().map(s::cell),
                Collectors.toSet()))).values())
                .hasSize(3).allSatisfy(cells -> assertThat(cells).hasSize(24));
        assertThat(sessions.get(12).arm().label()).isEqualTo("redis");
        assertThat(sessions.get(12).workloads()).containsExactly(Workload.HOT, Workload.WIDE);
    }

    @Test
    void onlyModesWithAScopeAreMeasuredInEach() {
        assertThat(Arm.of(List.of(Mode.OFF, Mode.POSTGRESQL_TRANSACTION, Mode.REDIS), List.of("resource", "stack"))).extracting(Arm::label)
                .containsExactly("off", "postgresql-transaction", "redis", "redis/stack");
    }

    @Test
    void aCellNamesTheOptionsThatMeasureIt() {
        assertThat(new Cell("redis/stack", 8, Workload.FAN_IN, 5).options())
                .isEqualTo("--modes redis --scopes stack --workers 8 --workloads fan-in --latency 5");
        assertThat(new Cell("off+affinity", 1, Workload.WIDE, 0).options())
                .isEqualTo("--modes off+affinity --workers 1 --workloads wide --latency 0");
    }
}
