package io.rowloom.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowloom.engine.EngineId;
import io.rowloom.engine.EngineInfo;
import io.rowloom.engine.Engines;
import io.rowloom.engine.Swept;
import io.rowloom.memory.MemoryStore;
import io.rowloom.plugin.Step;
import io.rowloom.resource.ClaimIntent;
import io.rowloom.resource.Claims;
import io.rowloom.resource.StackHead;
import io.rowloom.stack.Status;
import io.rowloom.store.Store;
import io.rowloom.store.StoreUnavailableException;
import java.lang.reflect.Method;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Claims that nobody acts on are found by two ways, each of which is enough. */
class AuditTest {
    /** What a look finds when there is nothing, by the verb. */
    private static final Map<String, Object> NOTHING = Map.of("sweep", new Swept(List.of(), Optional.empty()), "held", List.of(), "dead", Set.of());

    private final EngineId other = new EngineId(UUID.randomUUID());
    private final Store rows = new MemoryStore(Clock.systemUTC());
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    private final Scripted type = new Scripted(() -> Step.done());

    @ParameterizedTest
    @ValueSource(strings = {"sweep", "held"})
    void aClaimWhoseAnswerWasLostIsGivenBack(String blind) {
        try (Bed bed = new Bed(store(blind, intents -> {
            throw new StoreUnavailableException("no answer to the claim", new IllegalStateException("won by " + rows.claims().claim(engine(), intents)));
        }), type)) {
            assertThat(bed.created(Scripted.NAME).status()).isEqualTo(Status.COMPLETE);
            assertThat(type.creates).hasValue(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sweep", "held"})
    void aClaimThatWasWonThoughTheAnswerSaysItWasLostIsGivenBack(String blind) {
        try (Bed bed = new Bed(store(blind, intents -> rows.claims().claim(engine(), intents)), type)) {
            assertThat(bed.created(Scripted.NAME).status()).isEqualTo(Status.COMPLETE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"sweep", "dead"})
    void whatAnEngineHeldThatIsDeadIsTakenOver(String blind) {
        try (Bed bed = new Bed(store(blind, intents -> claimAndDie(intents)), type)) {
            assertThat(bed.created(Scripted.NAME).status()).isEqualTo(Status.COMPLETE);
        }
    }

    @Test
    void whatAnEngineWithoutARowHoldsIsTakenOver() {
        try (Bed bed = new Bed(store("dead", intents -> rows.claims().claim(other, intents)), type)) {
            assertThat(bed.created(Scripted.NAME).status()).isEqualTo(Status.COMPLETE);
        }
    }

    @Test
    void allRowsAreReadOnlyWhenAnEngineHasDiedAndUntilNothingIsFoundOfIt() {
        try (Bed bed = new Bed(store("sweep", intents -> claimAndDie(intents)), type)) {
            awaitTurns();
            assertThat(of("orphans")).as("nobody has died").hasValue(0);
            assertThat(bed.created(Scripted.NAME).status()).isEqualTo(Status.COMPLETE);
            awaitTurns();
            assertThat(rows.engines().dead()).as("not buried").containsExactly(other);
            assertThat(of("orphans")).as("found, and found nothing").hasValue(2);
        }
    }

    private void awaitTurns() {
        int before = of("dead").get();
        await().until(() -> of("dead").get() > before + 5);
    }

    private AtomicInteger of(String verb) {
        return calls.computeIfAbsent(verb, _ -> new AtomicInteger());
    }

    private EngineId engine() {
        return rows.engines().list().getFirst().info().id();
    }

    private Object claimAndDie(Map<StackHead, List<ClaimIntent>> intents) {
        rows.engines().register(new EngineInfo(other, "other", "elsewhere", 1, 1), Duration.ofHours(1));
        Object won = rows.claims().claim(other, intents);
        rows.engines().leave(other);
        return won;
    }

    private interface FirstClaim {
        Object instead(Map<StackHead, List<ClaimIntent>> intents);
    }

    /** @param blind a verb that finds nothing. Whatever comes of the first claim, the caller gets nothing. */
    private Store store(String blind, FirstClaim first) {
        AtomicBoolean claimed = new AtomicBoolean();
        Claims claims = Ports.between(Claims.class, rows.claims(), (method, arguments) -> {
            if (!method.getName().equals("claim") || claimed.getAndSet(true)) {
                return Optional.empty();
            }
            assertThat((List<?>) first.instead(intents(arguments[1]))).hasSize(1);
            return Optional.of(List.of());
        });
        Engines engines = Ports.between(Engines.class, rows.engines(), (method, _) -> instead(blind, method));
        return Ports.between(Store.class, rows, (method, _) -> switch (method.getName()) {
            case "claims" -> Optional.of(claims);
            case "engines" -> Optional.of(engines);
            default -> Optional.empty();
        });
    }

    private Optional<Object> instead(String blind, Method method) {
        of(method.getName()).incrementAndGet();
        return Optional.ofNullable(method.getName().equals(blind) ? NOTHING.get(blind) : null);
    }

    private static Map<StackHead, List<ClaimIntent>> intents(Object argument) {
        return ((Map<?, ?>) argument).entrySet().stream()
                .collect(Collectors.toMap(of -> (StackHead) of.getKey(), of -> ((List<?>) of.getValue()).stream().map(ClaimIntent.class::cast).toList()));
    }
}
