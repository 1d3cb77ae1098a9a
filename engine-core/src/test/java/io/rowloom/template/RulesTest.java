package io.rowloom.template;

import static io.rowloom.template.Inputs.problems;
import static io.rowloom.template.Inputs.template;
import static io.rowloom.template.Inputs.with;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.problem.Problem;
import io.rowloom.template.rule.Hook;
import io.rowloom.template.rule.ResourceRules;
import io.rowloom.template.rule.Restriction;
import io.rowloom.value.Fingerprint;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What an environment says about single resources. */
class RulesTest {
    private static final String TEXT = "resources: {web1: {type: Test::Box}, web2: {type: Test::Box}, db: {type: Test::Box}}";

    @Test
    void rulesAreFoundByNameAndPatternAndAllThatMatchHold() {
        Blueprint blueprint = blueprint("{resources: {web1: {hooks: pre-create}, 'web*': {hooks: [post-create, pre-delete]}, '*b': {restricted_actions: [update, replace]}}}");
        assertThat(blueprint.resources().get("web1").rules().hooks()).containsExactlyInAnyOrder(Hook.PRE_CREATE, Hook.POST_CREATE, Hook.PRE_DELETE);
        assertThat(blueprint.resources().get("web2").rules()).isEqualTo(new ResourceRules(Set.of(Hook.POST_CREATE, Hook.PRE_DELETE), Set.of()));
        assertThat(blueprint.resources().get("db").rules()).isEqualTo(new ResourceRules(Set.of(), Set.of(Restriction.UPDATE, Restriction.REPLACE)));
        assertThat(blueprint.rulesOf("web9").hooks()).as("also for what is on its way out").contains(Hook.PRE_DELETE);
        assertThat(blueprint.rulesOf("a.b")).isEqualTo(blueprint.rulesOf("db"));
        assertThat(blueprint.rulesOf("web").hooks()).as("a star may stand for nothing").contains(Hook.PRE_DELETE);
        assertThat(blueprint.rulesOf("x")).isEqualTo(ResourceRules.NONE);
    }

    @Test
    void onlyAStarIsSpecialInAPattern() {
        Blueprint blueprint = blueprint("{resources: {'w.b*': {hooks: pre-create}, '\\E*': {hooks: pre-delete}, 'a[1]*': {hooks: pre-update}}}");
        assertThat(blueprint.rulesOf("web1")).isEqualTo(ResourceRules.NONE);
        assertThat(blueprint.rulesOf("w.b1").hooks()).containsExactly(Hook.PRE_CREATE);
        assertThat(blueprint.rulesOf("\\E").hooks()).containsExactly(Hook.PRE_DELETE);
        assertThat(blueprint.rulesOf("a[1]x").hooks()).containsExactly(Hook.PRE_UPDATE);
    }

    @Test
    void aLaterEnvironmentReplacesWhatItSaysAboutTheSameName() {
        Blueprint blueprint = blueprint("{resources: {web1: {hooks: pre-create, restricted_actions: update}, db: {hooks: pre-delete}}}",
                "{resources: {web1: {hooks: [post-create]}, db: null}}", "{resources: {}}");
        assertThat(blueprint.resources().get("web1").rules()).isEqualTo(new ResourceRules(Set.of(Hook.POST_CREATE), Set.of(Restriction.UPDATE)));
        assertThat(blueprint.resources().get("db").rules().hooks()).containsExactly(Hook.PRE_DELETE);
    }

    @Test
    void aTargetWithoutRulesIsTheSameAsBefore() {
        assertThat(Templates.accept(with(template(TEXT), "{resource_registry: {resources: {}}}"), Inputs.TYPES))
                .isEqualTo(Templates.accept(template(TEXT), Inputs.TYPES));
        assertThat(Templates.accept(with(template(TEXT), "{resource_registry: {resources: {db: {hooks: pre-create}}}}"), Inputs.TYPES).rules().isEmpty()).isFalse();
    }

    /** A hook must be told to the row, a restriction concerns only the update at hand. */
    @Test
    void aHookIsPartOfTheDefinitionAndARestrictionIsNot() {
        String plain = hash("{}");
        assertThat(hash("{resources: {db: {hooks: pre-create}}}")).isNotEqualTo(plain);
        assertThat(hash("{resources: {'*': {hooks: [pre-create]}}}")).isEqualTo(hash("{resources: {db: {hooks: pre-create}}}"));
        assertThat(hash("{resources: {db: {restricted_actions: update}}}")).isEqualTo(plain);
        assertThat(hash("{resources: {web1: {hooks: pre-create}}}")).isEqualTo(plain);
        assertThat(hash("{resources: {db: {hooks: []}}}")).isEqualTo(plain);
    }

    @Test
    void everyFaultIsToldWithItsPlace() {
        assertThat(problems(with(template(TEXT), """
                resource_registry:
                  base_url: http://x
                  resources:
                    db: [pre-create]
                    web1: {hooks: {pre-create: true}, restricted_actions: [remove, 5]}
                    web2: {inner: {hooks: pre-create}}
                """))).extracting(Problem::path).containsExactlyInAnyOrder("resource_registry.base_url", "resource_registry.resources.db",
                "resource_registry.resources.web1.hooks", "resource_registry.resources.web1.restricted_actions[0]", "resource_registry.resources.web1.restricted_actions[1]",
                "resource_registry.resources.web2.inner");
        assertThat(problems(with(template(TEXT), "resource_registry: [a]"))).extracting(Problem::path).containsExactly("resource_registry");
    }

    private static String hash(String registry) {
        return blueprint(registry).resources().get("db").definitionHash();
    }

    private static Blueprint blueprint(String... registries) {
        String[] environments = java.util.Arrays.stream(registries).map(registry -> "resource_registry: " + registry).toArray(String[]::new);
        return Blueprint.of(Templates.accept(with(template(TEXT), environments), Inputs.TYPES), Inputs.TYPES, Fingerprint.unkeyed());
    }
}
