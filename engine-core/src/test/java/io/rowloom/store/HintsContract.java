package io.rowloom.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.engine.EngineId;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Hints: nothing depends on them, but when all is well they arrive. */
abstract class HintsContract extends StoreContract.Part {
    HintsContract(Supplier<Store> stores) {
        super(stores);
    }

    @ParameterizedTest
    @EnumSource(Hint.class)
    void anAnnouncementReachesWhoListensAndSaysWhatItIsAbout(Hint hint) throws InterruptedException {
        CountDownLatch heard = new CountDownLatch(2);
        Hints.Listener listener = said -> {
            if (said == hint) {
                heard.countDown();
            }
        };
        try (Hints.Subscription first = store.hints().listen(listener); Hints.Subscription second = store.hints().listen(listener)) {
            assertThat(first).isNotSameAs(second);
            for (int i = 0; i < 50 && heard.getCount() > 0; i++) {
                store.hints().announce(hint);
                if (heard.await(200, TimeUnit.MILLISECONDS)) {
                    break;
                }
            }
        }
        assertThat(heard.getCount()).isZero();
    }

    @Test
    void aQuestionToAnEngineReachesWhoListensAndSaysWhom() throws InterruptedException {
        EngineId asked = new EngineId(UUID.randomUUID());
        BlockingQueue<EngineId> heard = new LinkedBlockingQueue<>();
        Hints.Listener listener = new Hints.Listener() {
            @Override
            public void work(Hint hint) {
                // not what this is about
            }

            @Override
            public void renew(EngineId engine) {
                heard.add(engine);
            }
        };
        try (Hints.Subscription subscription = store.hints().listen(listener)) {
            assertThat(subscription).isNotNull();
            for (int i = 0; i < 50 && heard.isEmpty(); i++) {
                store.hints().askToRenew(asked);
                store.hints().announce(Hint.ANYTHING);
                EngineId first = heard.poll(200, TimeUnit.MILLISECONDS);
                if (first != null) {
                    assertThat(first).isEqualTo(asked);
                    return;
                }
            }
        }
        throw new AssertionError("not heard");
    }

    @Test
    void announcingToNobodyIsFine() {
        store.hints().announce(Hint.ANYTHING);
    }
}
