package io.rowloom.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.resource.ReadyNode;
import io.rowloom.resource.StackWork;
import java.util.List;
import org.junit.jupiter.api.Test;

class SurplusTest {
    private static final List<StackWork> FOUND = List.of(BacklogTest.work(BacklogTest.WEB, 1, 9, 8, 7), BacklogTest.work(BacklogTest.SHOP, 1, 6, 5));

    private static List<Integer> numbers(int left) {
        return Surplus.without(left, FOUND).stream().flatMap(work -> work.nodes().stream()).map(ReadyNode::node).toList();
    }

    @Test
    void theOnesThatWereFoundLastAreLeft() {
        assertThat(numbers(0)).containsExactly(9, 8, 7, 6, 5);
        assertThat(numbers(1)).containsExactly(9, 8, 7, 6);
        assertThat(numbers(3)).containsExactly(9, 8);
        assertThat(numbers(5)).isEmpty();
        assertThat(numbers(50)).isEmpty();
    }
}
