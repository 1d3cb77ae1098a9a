package io.rowloom.simulator.random;

import io.rowloom.simulator.Backing;
import io.rowloom.simulator.Check;
import java.time.Duration;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;

/**
 * The runs of a range of seeds, several at a time; each run is on its own, so their number changes no result. Keeps of a run that fails only which check it
 * was, since the seed gives all the rest again.
 */
public final class Campaign {
    private final long last;
    private final int atATime;
    private final boolean keepGoing;
    private final Backing.Factory backing;
    private final AtomicLong next;
    private final AtomicLong done = new AtomicLong();
    private final ConcurrentSkipListMap<Long, Check> failed = new ConcurrentSkipListMap<>();
    private final AtomicReference<Throwable> broken = new AtomicReference<>();

    /** @param keepGoing whether to go on after a run that fails; otherwise those that run then are the last ones */
    public Campaign(long from, long seeds, int atATime, boolean keepGoing, Backing.Factory backing) {
        this.next = new AtomicLong(from);
        this.last = from + seeds - 1;
        this.atATime = atATime;
        this.keepGoing = keepGoing;
        this.backing = backing;
    }

    /**
     * Runs them all. Answers the seeds that failed, and in what first.
     *
     * @param progress told how many runs are over, that often, on the calling thread
     */
    public SortedMap<Long, Check> run(Duration every, LongConsumer progress) throws InterruptedException {
        CountDownLatch running = new CountDownLatch(atATime);
        for (int i = 0; i < atATime; i++) {
            Thread.ofVirtual().name("seeds-" + i).start(() -> {
                try {
                    work();
                } catch (Throwable e) {
                    broken.compareAndSet(null, e);
                } finally {
                    running.countDown();
                }
            });
        }
        while (!running.await(every.toNanos(), TimeUnit.NANOSECONDS)) {
            progress.accept(done.get());
        }
        progress.accept(done.get());
        if (broken.get() != null) {
            throw new IllegalStateException("a run could not be made", broken.get());
        }
        return new TreeMap<>(failed);
    }

    private void work() {
        while (broken.get() == null && (keepGoing || failed.isEmpty())) {
            long seed = next.getAndIncrement();
            if (seed > last) {
                return;
            }
            RandomRun.Verdict verdict = RandomRun.of(RandomRun.script(seed), backing);
            if (!verdict.holds()) {
                failed.put(seed, verdict.findings().getFirst().check());
            }
            done.incrementAndGet();
        }
    }
}
