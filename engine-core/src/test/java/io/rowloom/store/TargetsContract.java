package io.rowloom.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rowloom.stack.NewStack;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.Request.Goal;
import io.rowloom.stack.StackId;
import io.rowloom.template.Target;
import io.rowloom.value.Secret;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Storing targets. */
abstract class TargetsContract extends StoreContract.Part {
    TargetsContract(Supplier<Store> stores) {
        super(stores);
    }

    @Test
    void aTargetComesBackAsItWasStored() {
        Target target = target("size", 3);
        assertThat(store.targets().find(store.targets().store(target))).contains(target);
        assertThat(store.targets().find("no such hash")).isEmpty();
    }

    @Test
    void equalTargetsHaveOneHashWhateverTheOrderOfTheirKeys() {
        Target target = target("size", 3);
        ObjectNode turned = JsonNodeFactory.instance.objectNode();
        turned.set("parameters", target.parameters());
        turned.set("template", target.template());
        assertThat(store.targets().store(new Target(turned))).isEqualTo(store.targets().store(target));
        assertThat(store.targets().store(target("size", 4))).isNotEqualTo(store.targets().store(target));
    }

    @Test
    void secretsComeBackAsSecretsWithTheirValue() {
        Target target = target("size", 3);
        target.parameters().set("password", Secret.of(TextNode.valueOf("hunter2, \"quoted\" & ünïcode")));
        ObjectNode token = JsonNodeFactory.instance.objectNode().put("key", "k-1").putNull("comment");
        token.putArray("digits").add(1).add(2.5);
        target.parameters().putArray("tokens").add(Secret.of(token)).add(Secret.of(IntNode.valueOf(4711)));

        Target found = store.targets().find(store.targets().store(target)).orElseThrow();

        assertThat(Secret.isSecret(found.parameters().get("password"))).isTrue();
        assertThat(found).isEqualTo(target);
        assertThat(found.toString()).doesNotContain("hunter2").doesNotContain("4711");
    }

    @Test
    void aSecretCountsInTheHashAndIsNotTheSameAsTheClearValueOfAnother() {
        assertThat(withPassword("one")).isEqualTo(withPassword("one")).isNotEqualTo(withPassword("two"));
    }

    private String withPassword(String password) {
        Target target = target("size", 3);
        target.parameters().set("password", Secret.of(TextNode.valueOf(password)));
        return store.targets().store(target);
    }

    @Test
    void targetsThatNobodyUsedForLongAndNoStackNamesArePurged() {
        String unused = world.target("unused");
        StackId web = world.create("web");
        String first = world.stack(web).target().orElseThrow();
        world.plan(web);
        String next = world.target("next");
        world.submit(web, new Goal.Update(next));

        assertThat(store.targets().purge(ContractWorld.LONG)).as("all were used lately").isZero();
        assertThat(store.targets().purge(Duration.ZERO)).isEqualTo(1);
        assertThat(store.targets().find(unused)).isEmpty();
        assertThat(store.targets().find(next)).as("where the stack is going").isPresent();
        assertThat(store.targets().find(first)).as("where a rollback goes").isPresent();

        world.plan(web);
        assertThat(store.targets().purge(Duration.ZERO)).isEqualTo(1);
        assertThat(store.targets().find(first)).isEmpty();
    }

    @Test
    void aTargetThatIsStoredAgainIsThereAgain() {
        Target target = target("size", 3);
        String hash = store.targets().store(target);
        store.targets().purge(Duration.ZERO);
        assertThat(store.targets().store(target)).isEqualTo(hash);
        assertThat(store.targets().find(hash)).contains(target);
    }

    private static Target target(String parameter, int value) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.putObject("template").put("description", "for tests").putObject("resources");
        document.putObject("parameters").put(parameter, value);
        return new Target(document);
    }
}
