package io.rowloom.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.stack.StackId;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LockScopeTest {
    private final StackId one = new StackId(new UUID(1, 1));
    private final StackId two = new StackId(new UUID(1, 2));

    @Test
    void aLockIsForARowOrAStackOrAPartOfAllRows() {
        assertThat(LockScope.RESOURCE.of(one, 1)).isEqualTo(LockScope.RESOURCE.of(one, 1)).isNotEqualTo(LockScope.RESOURCE.of(one, 2)).isNotEqualTo(LockScope.RESOURCE.of(two, 1));
        assertThat(LockScope.STACK.of(one, 1)).isEqualTo(LockScope.STACK.of(one, 2)).isNotEqualTo(LockScope.STACK.of(two, 1));
        assertThat(IntStream.range(0, 20_000).mapToObj(no -> LockScope.SLOT.of(one, no)).collect(Collectors.toSet())).hasSize(LockScope.SLOTS);
    }

    @Test
    void thePartsStayWhatTheyAre() {
        assertThat(LockScope.SLOT.of(one, 7)).as("engines of another release ask for the same").hasToString("slot 170");
    }
}
