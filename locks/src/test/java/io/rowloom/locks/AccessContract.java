package io.rowloom.locks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowloom.engine.EngineId;
import io.rowloom.engine.Membership;
import io.rowloom.engine.Sighting;
import io.rowloom.lock.Attempt;
import io.rowloom.lock.HeldLock;
import io.rowloom.lock.LockKey;
import io.rowloom.lock.LockUrl;
import io.rowloom.lock.Locks;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/** How a service that does not let everybody in is used, for locks and for sessions alike. */
abstract class AccessContract {
    static final String SESSION = "session=3s&timeout=1s";
    private static final Duration LONG = Duration.ofSeconds(40);
    private static final Database NO_DATABASE = new Database("jdbc:postgresql://none", new Properties());

    private final LockKey key = new LockKey("stack " + UUID.randomUUID());

    static Locks locks(String url) {
        return LockServices.open(LockUrl.parse(url), NO_DATABASE).orElseThrow();
    }

    /** Takes a lock, keeps it from another client, and gives it back; then the same with a session. */
    void works(String url) {
        try (Locks one = locks(url + SESSION); Locks two = locks(url + SESSION)) {
            HeldLock lock = lasting(one);
            await().atMost(LONG).until(() -> two.tryLock(key, Duration.ZERO), new Attempt.Busy()::equals);
            lock.release();
            assertThat(two.tryLock(key, LONG)).isInstanceOf(Attempt.Got.class);
        }
        EngineId engine = new EngineId(UUID.randomUUID());
        try (Membership one = membership(url); Membership two = membership(url)) {
            one.join(engine);
            await().atMost(LONG).until(() -> two.look(Set.of(engine)), new Sighting.Seen(Set.of(engine))::equals);
            one.leave(engine);
            await().atMost(LONG).until(() -> two.look(Set.of(engine)), new Sighting.Seen(Set.of())::equals);
        }
    }

    /** A lock that can be extended: on a busy machine the first session may be over before it is used. */
    private HeldLock lasting(Locks locks) {
        AtomicReference<Attempt> last = new AtomicReference<>();
        await().atMost(LONG).untilAsserted(() -> {
            last.set(locks.tryLock(key, Duration.ZERO));
            assertThat(last.get()).isInstanceOfSatisfying(Attempt.Got.class, got -> assertThat(got.lock()).matches(AccessContract::lasts, "can be extended"));
        });
        return ((Attempt.Got) last.get()).lock();
    }

    private static boolean lasts(HeldLock lock) {
        if (lock.extend()) {
            return true;
        }
        lock.release();
        return false;
    }

    /** Is of no help, for locks and for sessions, and says so in one line that has these words and not that secret. Whoever asks goes on without. */
    void isOfNoHelp(String url, String secret, String... words) {
        try (Locks locks = locks(url + SESSION); Membership membership = membership(url)) {
            tells(() -> locks.tryLock(key, Duration.ZERO), Attempt.Unavailable.class, secret, words);
            EngineId engine = new EngineId(UUID.randomUUID());
            membership.join(engine);
            tells(() -> membership.look(Set.of(engine)), Sighting.Unknown.class, secret, words);
        }
    }

    /** At once, but for a machine that is so busy that nobody answers at first, and for a key that is being given back in case it was taken all the same. */
    private static void tells(Supplier<Object> question, Class<?> kind, String secret, String... words) {
        await().atMost(LONG).untilAsserted(() -> {
            Object answer = question.get();
            if (answer instanceof Attempt.Got || answer instanceof Sighting.Seen) {
                throw new IllegalStateException(answer + " is no " + kind.getSimpleName());
            }
            assertThat(answer).isInstanceOf(kind);
            assertThat(answer.toString()).contains(words).doesNotContain(secret, "\n");
        });
    }

    private static Membership membership(String url) {
        return MembershipServices.open(LockUrl.parseMembership(url + "timeout=1s", Duration.ofSeconds(3)), NO_DATABASE).orElseThrow();
    }
}
