package io.rowloom.cli.output;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {
    @Test
    void columnsAreAlignedWithoutTrailingSpace() {
        assertThat(new Table("NAME", "STATE").row("a", "CREATE_COMPLETE").row("longer", "").lines(80))
                .containsExactly("NAME    STATE", "a       CREATE_COMPLETE", "longer");
    }

    @Test
    void linesAreCutAtTheTerminalsWidth() {
        assertThat(new Table("NAME", "REASON").row("a", "x".repeat(100)).lines(12)).containsExactly("NAME  REASON", "a     xxxxx…");
    }

    @Test
    void aReasonCannotMoveTheCursorOrBreakTheLine() {
        assertThat(new Table("REASON").row("one\ntwo\u001b[2Jthree\u202e").lines(80).getLast()).isEqualTo("one two [2Jthree");
    }

    @Test
    void aRowNeedsEveryCell() {
        assertThatThrownBy(() -> new Table("A", "B").row("1")).isInstanceOf(IllegalArgumentException.class);
    }
}
