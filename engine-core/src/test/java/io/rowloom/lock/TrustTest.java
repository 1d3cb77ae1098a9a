package io.rowloom.lock;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.lock.Trust.Answer;
import io.rowloom.lock.Trust.Doubt;
import io.rowloom.lock.Trust.Rules;
import io.rowloom.lock.Trust.Standing;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class TrustTest {
    private static final Answer NONE = new Answer.None("connection refused");
    private final Trust full = Trust.full(new Rules(3, Duration.ofNanos(100), Duration.ofNanos(350)));

    @Test
    void noAnswerMeansThatItIsNotAskedForAWhile() {
        Trust doubting = full.answered(NONE, 0, 10);
        assertThat(doubting.standing()).isEqualTo(new Standing.Doubted(new Doubt.NoAnswer("connection refused"), 10, 100));
        assertThat(doubting.question(109).ask()).isFalse();
        assertThat(doubting.question(110).ask()).isTrue();
    }

    @Test
    void afterThePauseOneQuestionIsPutAndTheNextOnlyAfterAnotherPause() {
        Trust probing = full.answered(NONE, 0, 10).question(110).next();
        assertThat(probing.question(111).ask()).isFalse();
        assertThat(probing.question(210).ask()).isTrue();
    }

    @Test
    void thePauseDoublesUpToALimit() {
        Trust trust = full.answered(NONE, 0, 0);
        long now = 0;
        for (long pause : new long[] {100, 200, 350, 350}) {
            assertThat(trust.question(now + pause - 1).ask()).isFalse();
            now += pause;
            var question = trust.question(now);
            assertThat(question.ask()).isTrue();
            trust = question.next().answered(NONE, now, now);
        }
    }

    @Test
    void whatWasUnderWayWhenDoubtBeganTeachesNothing() {
        Trust doubting = full.answered(NONE, 0, 10);
        assertThat(doubting.answered(NONE, 5, 20)).isEqualTo(doubting);
        assertThat(doubting.answered(new Answer.Granted(), 5, 20)).isEqualTo(doubting);
    }

    @Test
    void anAnswerEndsTheDoubt() {
        Trust probing = full.answered(NONE, 0, 10).question(110).next();
        assertThat(probing.answered(new Answer.Granted(), 110, 120)).isEqualTo(full);
        assertThat(probing.answered(new Answer.Busy(), 110, 120)).isEqualTo(full);
    }

    @Test
    void aServiceThatGrantsNobodyIsDoubtedAndOnlyAGrantEndsThat() {
        Answer tooLong = new Answer.BusyTooLong();
        Trust doubting = full.answered(tooLong, 0, 1).answered(tooLong, 1, 2).answered(tooLong, 2, 3);
        assertThat(doubting.standing()).isEqualTo(new Standing.Doubted(new Doubt.GrantsNobody(), 3, 100));
        Trust probing = doubting.question(103).next();
        assertThat(probing.answered(new Answer.Busy(), 103, 104).standing()).isEqualTo(new Standing.Doubted(new Doubt.GrantsNobody(), 104, 200));
        assertThat(probing.answered(new Answer.Granted(), 103, 104)).isEqualTo(full);
    }

    @Test
    void oneGrantBetweenThemAndNobodyIsDoubted() {
        Answer tooLong = new Answer.BusyTooLong();
        Trust trust = full.answered(tooLong, 0, 1).answered(tooLong, 1, 2).answered(new Answer.Granted(), 2, 3).answered(tooLong, 3, 4).answered(tooLong, 4, 5);
        assertThat(trust.doubts()).isFalse();
    }
}
