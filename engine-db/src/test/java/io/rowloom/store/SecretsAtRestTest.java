package io.rowloom.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rowloom.db.PgDatabase;
import io.rowloom.db.SecretBox;
import io.rowloom.db.TestStore;
import io.rowloom.db.WrongSecretsKeyException;
import io.rowloom.embedded.TestDatabase;
import io.rowloom.plugin.Step.Effect;
import io.rowloom.resource.ClaimIntent;
import io.rowloom.resource.ClaimedAction;
import io.rowloom.resource.Parking;
import io.rowloom.resource.Phase;
import io.rowloom.stack.StackId;
import io.rowloom.template.Target;
import io.rowloom.traversal.Finished;
import io.rowloom.value.Secret;
import io.rowloom.value.Secrets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretsAtRestTest {
    private static final String SECRET = "correct-horse-battery";
    private final TestDatabase server = TestDatabase.fresh();
    private final String key = SecretBox.generateKey();
    private final TestStore pg = TestStore.on(server, Optional.of(new SecretBox(key)));

    @AfterAll
    void close() {
        pg.close();
        server.close();
    }

    private static ObjectNode secretly(String name) {
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        tree.set(name, Secret.of(TextNode.valueOf(SECRET)));
        return tree;
    }

    @Test
    void aSecretIsInNoTableInClearAndComesBackEverywhere() {
        Store store = pg.emptied();
        ContractWorld world = new ContractWorld(store);
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.putObject("template");
        document.set("parameters", secretly("password"));
        String hash = store.targets().store(new Target(document));

        StackId web = world.running("A");
        ClaimIntent plain = world.intent(web, world.node(web, "update A"));
        ClaimIntent intent = new ClaimIntent(plain.no(), plain.version(), plain.node(), plain.action(), true, secretly("args"), List.of(), plain.definition(),
                plain.deletionPolicy(), Optional.empty(), false);
        ClaimedAction claimed = world.tryClaim(web, intent).getFirst();
        assertThat(claimed.args()).isEqualTo(secretly("args"));
        store.claims().park(new Parking(claimed.claim(), Phase.WAIT, Optional.of((JsonNode) secretly("cookie")), Optional.empty(), Duration.ZERO, 0, Effect.NONE, 0));
        ClaimedAction resumed = world.resumeDue(world.engine).getFirst();
        assertThat(resumed.cookie()).contains(secretly("cookie"));
        assertThat(resumed.args()).isEqualTo(secretly("args"));
        store.finishes().finish(web, 1, List.of(new Finished(resumed.claim(), Optional.of("id"), Optional.of(secretly("outputs")), Optional.of("hash"), "done")));

        assertThat(store.targets().find(hash).orElseThrow().document()).isEqualTo(document);
        assertThat(store.claims().current(web, List.of("A")).get("A").outputs()).isEqualTo(secretly("outputs"));
        assertThat(Secrets.reveal(world.row(web, "A").properties()).path("args").asText()).isEqualTo(SECRET);
        for (String table : pg.read("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")) {
            List<String> rows = pg.read("SELECT to_jsonb(t)::text FROM " + table + " t");
            assertThat(String.join("\n", rows)).doesNotContain(SECRET).doesNotContain("horse");
        }
        assertThat(pg.read("SELECT properties::text || outputs::text FROM resource").getFirst()).contains("$sealed");
    }

    @Test
    void anotherKeyIsRefusedAndNoneIsNot() {
        assertThatThrownBy(() -> PgDatabase.open(TestStore.settings(pg.address), Optional.of(new SecretBox(SecretBox.generateKey()))))
                .isInstanceOf(WrongSecretsKeyException.class);
        PgDatabase.open(TestStore.settings(pg.address), Optional.of(new SecretBox(key))).close();
        try (PgDatabase keyless = PgDatabase.open(TestStore.settings(pg.address), Optional.empty())) {
            ObjectNode document = JsonNodeFactory.instance.objectNode();
            document.set("parameters", secretly("password"));
            assertThat(keyless.store().sealsSecrets()).isFalse();
            assertThat(pg.store().sealsSecrets()).isTrue();
            assertThatThrownBy(() -> keyless.store().targets().store(new Target(document))).isInstanceOf(MissingSecretsKeyException.class);
        }
    }

    @Test
    void withoutTheKeyASecretReadsAsTheMask() {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.putObject("template");
        document.set("parameters", secretly("token"));
        String hash = pg.store().targets().store(new Target(document));
        try (PgDatabase keyless = PgDatabase.open(TestStore.settings(pg.address), Optional.empty())) {
            JsonNode token = keyless.store().targets().find(hash).orElseThrow().parameters().path("token");
            assertThat(token).isEqualTo(Secret.of(TextNode.valueOf(Secret.MASK)));
        }
    }

    @Test
    void aDatabaseThatCannotBeReachedIsAnOutageWithoutThePassword() {
        assertThatThrownBy(() -> PgDatabase.open(TestStore.settings(pg.addressAt(1)).withTimeouts(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(1),
                Duration.ofSeconds(1)), Optional.empty()))
                .isInstanceOf(StoreUnavailableException.class).hasMessageNotContaining(pg.address.password());
    }
}
