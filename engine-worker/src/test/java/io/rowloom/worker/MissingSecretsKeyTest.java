package io.rowloom.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.memory.MemoryStore;
import io.rowloom.plugin.Step;
import io.rowloom.resource.ClaimIntent;
import io.rowloom.resource.Claims;
import io.rowloom.resource.ResourceView;
import io.rowloom.stack.Stack;
import io.rowloom.stack.Status;
import io.rowloom.store.MissingSecretsKeyException;
import io.rowloom.store.Store;
import io.rowloom.traversal.StackFinish;
import io.rowloom.traversal.Finishes;
import io.rowloom.value.Secrets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A worker without a secrets key meets secrets: their action fails once, and says why. */
class MissingSecretsKeyTest {
    private final Store store = new MemoryStore(Clock.systemUTC());

    /** The store as it would be without a key. */
    private Store keyless() {
        Finishes finishes = Ports.between(Finishes.class, store.finishes(), (method, arguments) -> {
            boolean secret = method.getName().equals("finish") && ((List<?>) arguments[0]).stream().map(StackFinish.class::cast)
                    .flatMap(finish -> finish.rows().stream()).anyMatch(f -> f.outputs().filter(Secrets::contains).isPresent());
            if (secret) {
                throw new MissingSecretsKeyException();
            }
            return Optional.empty();
        });
        Claims claims = Ports.between(Claims.class, store.claims(), (method, arguments) -> {
            boolean secret = method.getName().equals("claim") && ((Map<?, ?>) arguments[1]).values().stream().flatMap(all -> ((List<?>) all).stream())
                    .map(ClaimIntent.class::cast).anyMatch(i -> Secrets.contains(i.args()));
            if (secret) {
                throw new MissingSecretsKeyException();
            }
            return Optional.empty();
        });
        return Ports.between(Store.class, store, (method, _) -> switch (method.getName()) {
            case "claims" -> Optional.of(claims);
            case "sealsSecrets" -> Optional.of(false);
            case "finishes" -> Optional.of(finishes);
            default -> Optional.empty();
        });
    }

    private static ObjectNode secretOutput() {
        return JsonNodeFactory.instance.objectNode().put("password", "hush");
    }

    @Test
    void aSecretOutputFailsTheActionAndThePhysicalIdIsKept() {
        Scripted type = new Scripted(() -> Step.done("made-it", secretOutput()));
        try (Bed bed = new Bed(keyless(), type)) {
            Stack stack = bed.created(Scripted.NAME);
            ResourceView row = bed.only(stack);
            assertThat(stack.status()).isEqualTo(Status.FAILED);
            assertThat(stack.reason()).contains("no secrets key is configured");
            assertThat(row.physicalId()).contains("made-it");
            assertThat(row.outputs()).isEmpty();
            assertThat(type.creates).hasValue(1);
        }
    }

    @Test
    void aSecretPropertyFailsTheActionBeforeAnyCall() {
        Scripted type = new Scripted(Step::done);
        try (Bed bed = new Bed(keyless(), type)) {
            Stack stack = bed.created(Scripted.NAME, "key: hush");
            assertThat(stack.status()).isEqualTo(Status.FAILED);
            assertThat(stack.reason()).contains("no secrets key is configured").doesNotContain("hush");
            assertThat(type.creates).hasValue(0);
        }
    }

    @Test
    void whatIsNoSecretIsDoneAsEver() {
        try (Bed bed = new Bed(keyless(), new Scripted(() -> Step.done("made-it", JsonNodeFactory.instance.objectNode().put("size", 1))))) {
            assertThat(bed.created(Scripted.NAME).status()).isEqualTo(Status.COMPLETE);
        }
    }
}
