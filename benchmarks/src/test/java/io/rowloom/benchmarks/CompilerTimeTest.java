package io.rowloom.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class CompilerTimeTest {
    @Test
    void userAndSystemTimeStandBehindTheNameWhateverIsInIt() {
        assertThat(CompilerTime.millis("12 (C2 Compiler) 0) S 1 2 3 4 5 6 7 8 9 10 31 4 0 0 20 0")).isEqualTo(350);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void theCompilersOfThisJvmHaveWorked() {
        CompilerTime time = new CompilerTime(ProcessHandle.current().pid());
        assertThat(time.millis()).isPositive();
        assertThat(new CompilerTime(Long.MAX_VALUE).millis()).isNaN();
    }
}
