package io.rowloom.preview;

import static io.rowloom.preview.PreviewBed.complete;
import static io.rowloom.preview.PreviewBed.told;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.plugin.Step.Effect;
import io.rowloom.preview.Change.Certainty;
import io.rowloom.preview.Change.Fate;
import io.rowloom.resource.ResourceAction;
import io.rowloom.stack.StackAction;
import io.rowloom.stack.Status;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class PreviewingTest {
    private static final String PAIR = """
            a: {type: Box, properties: {value: one, shape: round}}
            b: {type: Box, properties: {value: {get_attr: [a, value]}}}
            """;

    private static Change.Updated updated(Change change) {
        return (Change.Updated) change;
    }

    private static Change.Replaced replaced(Change change) {
        return (Change.Replaced) change;
    }

    @Test
    void anIdenticalTemplateChangesNothing() {
        Preview.Computed preview = (Preview.Computed) complete(PAIR).update(PAIR);
        assertThat(preview.unchanged()).isTrue();
        assertThat(preview.changes()).extracting(c -> c.subject().name()).containsExactly("a", "b");
    }

    @Test
    void aStackThatIsNotThereIsAllAdded() {
        List<Change> changes = PreviewBed.create(PAIR + "c: {type: Box, properties: {value: {get_param: 'OS::stack_id'}, shape: {get_param: 'OS::stack_name'}}}\n");
        assertThat(changes).hasSize(3).allMatch(change -> change instanceof Change.Added);
        assertThat(told(((Change.Added) changes.get(0)).properties())).containsExactly("properties.value: - -> \"one\"", "properties.shape: - -> \"round\"", "properties.count: - -> 1");
        assertThat(told(((Change.Added) changes.get(1)).properties())).contains("properties.value: - -> ?");
        assertThat(told(((Change.Added) changes.get(2)).properties())).contains("properties.value: - -> ?", "properties.shape: - -> \"web\"");
    }

    @Test
    void aChangeInPlaceNamesTheDeepestPath() {
        PreviewBed bed = complete("a: {type: Box, properties: {value: x, env: {LEVEL: low, DEEP: {x: 1, y: 2}}, list: [1, 2, 3]}}\n");
        Change.Updated change = updated(bed.change("a: {type: Box, properties: {value: x, env: {LEVEL: high, DEEP: {x: 1, z: 3}}, list: [1, 5, 3], count: 2}}\n", "a"));
        assertThat(change.certainty()).isEqualTo(Certainty.CERTAIN);
        assertThat(told(change.properties())).containsExactlyInAnyOrder("properties.env.LEVEL: \"low\" -> \"high\"", "properties.env.DEEP.y: 2 -> -",
                "properties.env.DEEP.z: - -> 3", "properties.list[1]: 2 -> 5", "properties.count: 1 -> 2");
        assertThat(told(updated(bed.change("a: {type: Box, properties: {value: x, env: {LEVEL: low, DEEP: {x: 1, y: 2}}, list: [1, 2]}}\n", "a")).properties()))
                .containsExactly("properties.list: [1,2,3] -> [1,2]");
    }

    @Test
    void aConsumerOfWhatChangesMayChange() {
        PreviewBed bed = complete(PAIR);
        String changed = PAIR.replace("value: one", "value: two");
        assertThat(updated(bed.change(changed, "a")).certainty()).isEqualTo(Certainty.CERTAIN);
        Change.Updated consumer = updated(bed.change(changed, "b"));
        assertThat(consumer.certainty()).isEqualTo(Certainty.OR_NOTHING);
        assertThat(told(consumer.properties())).containsExactly("properties.value: \"one\" -> ?");
        Change.Updated both = updated(bed.change(changed.replace("{get_attr: [a, value]}", "{get_attr: [a, value]}, count: 7"), "b"));
        assertThat(both.certainty()).as("something else changes, too").isEqualTo(Certainty.CERTAIN);
    }

    @Test
    void aConsumerThatOnlyWaitsStaysAsItIs() {
        String template = "a: {type: Box, properties: {value: one}}\nb: {type: Box, depends_on: a, properties: {value: x}}\nc: {type: Box, properties: {value: {get_resource: b}}}\n";
        List<Change> changes = complete(template).changes(template.replace("one", "two"));
        assertThat(changes.get(0)).isInstanceOf(Change.Updated.class);
        assertThat(changes.subList(1, 3)).allMatch(change -> change instanceof Change.Unchanged);
    }

    @Test
    void whatOnlyTheDefinitionSaysAnewIsNoChange() {
        PreviewBed bed = complete(PAIR);
        assertThat(((Preview.Computed) bed.update(PAIR.replace("round}}", "round}, metadata: {m: 1}, deletion_policy: Retain}"))).unchanged()).isTrue();
    }

    @Test
    void aReplacementNamesThePropertyThatForcesIt() {
        PreviewBed bed = complete(PAIR);
        Change.Replaced change = replaced(bed.change(PAIR.replace("round", "square").replace("one", "two"), "a"));
        assertThat(change.certainty()).isEqualTo(Certainty.CERTAIN);
        assertThat(told(change.properties())).containsExactlyInAnyOrder("properties.value: \"one\" -> \"two\"", "properties.shape: \"round\" -> \"square\" !");
        assertThat(change.old()).isEqualTo(Fate.DELETED);
        assertThat(replaced(bed.change(PAIR.replace("round}}", "square}, deletion_policy: Retain}"), "a")).old()).as("the new definition's policy counts").isEqualTo(Fate.RETAINED);
    }

    @Test
    void anUnknownValueOfWhatForcesAReplacementMayForceIt() {
        String template = "a: {type: Box, properties: {value: one}}\nb: {type: Box, properties: {shape: {get_attr: [a, value]}}}\n";
        PreviewBed bed = complete(template);
        Change.Replaced change = replaced(bed.change(template.replace("one", "two"), "b"));
        assertThat(change.certainty()).isEqualTo(Certainty.OR_NOTHING);
        assertThat(told(change.properties())).containsExactly("properties.shape: \"one\" -> ? !");
        Change.Replaced atLeast = replaced(bed.change(template.replace("one", "two").replace("{shape:", "{count: 4, shape:"), "b"));
        assertThat(atLeast.certainty()).isEqualTo(Certainty.OR_LESS);
    }

    @Test
    void anImmutablePropertyIsToldToBeRefused() {
        String template = "a: {type: Box, properties: {value: one, serial: s1}}\nb: {type: Box, properties: {serial: {get_attr: [a, value]}}}\n";
        PreviewBed bed = complete(template);
        Change.Updated change = updated(bed.change(template.replace("s1", "s2"), "a"));
        assertThat(change.refusal()).contains(new Change.Refusal("a property changed that must not be changed", true));
        assertThat(told(change.properties())).containsExactly("properties.serial: \"s1\" -> \"s2\" !");
        Change.Updated perhaps = updated(bed.change(template.replace("one", "two"), "b"));
        assertThat(perhaps.refusal().orElseThrow().certain()).isFalse();
        assertThat(perhaps.certainty()).isEqualTo(Certainty.OR_NOTHING);
    }

    @Test
    void aValueThatDoesNotFitIsToldToBeRefused() {
        String template = "a: {type: Box, properties: {value: word}}\nb: {type: Box, properties: {value: x}}\n";
        Change change = complete(template).change(template.replace("{value: x}", "{count: {get_attr: [a, value]}}"), "b");
        assertThat(updated(change).refusal().orElseThrow().certain()).isTrue();
        assertThat(updated(change).refusal().orElseThrow().reason()).contains("resources.b.properties.count", "not an integer");
        Change added = complete(template).change(template + "c: {type: Box, properties: {count: {get_attr: [a, value]}}}\n", "c");
        assertThat(((Change.Added) added).refusal()).isPresent();
    }

    @Test
    void whatATypeAsksForMayDependOnValues() {
        String template = "a: {type: Box, properties: {value: 'true'}}\nm: {type: Moody, properties: {value: x, number: '1', in_place: {get_attr: [a, value]}}}\n";
        PreviewBed bed = complete(template);
        assertThat(updated(bed.change(template.replace("value: x", "value: y"), "m")).certainty()).isEqualTo(Certainty.CERTAIN);
        Change.Replaced open = replaced(bed.change(template.replace("'true'", "'false'").replace("value: x", "value: y"), "m"));
        assertThat(open.certainty()).isEqualTo(Certainty.OR_LESS);
        String number = "a: {type: Box, properties: {value: '1'}}\nm: {type: Moody, properties: {number: {get_attr: [a, value]}}}\n";
        Change.Replaced made = replaced(complete(number).change(number.replace("'1'", "'2'"), "m"));
        assertThat(made.certainty()).as("the type cannot read a value that was made up").isEqualTo(Certainty.OR_NOTHING);
        assertThat(told(made.properties())).containsExactly("properties.number: \"1\" -> ? !");
    }

    @Test
    void secretsAreNeverShown() {
        String template = "a: {type: Box, properties: {value: one, password: old-password, vault: {k: v1}, env: {TOKEN: {get_param: secret}}}}\n"
                + "b: {type: Box, properties: {vault: {x: plain-x, y: {get_attr: [a, value]}}}}\n";
        PreviewBed bed = complete(template);
        String changed = template.replace("old-password", "new-password").replace("v1", "v2").replace("{get_param: secret}", "other").replace("one", "two");
        assertThat(told(updated(bed.change(changed, "a")).properties())).containsExactlyInAnyOrder("properties.value: \"one\" -> \"two\"",
                "properties.password: \"******\" -> \"******\"", "properties.vault: \"******\" -> \"******\"", "properties.env.TOKEN: \"******\" -> \"other\"");
        assertThat(told(updated(bed.change(changed, "b")).properties())).containsExactly("properties.vault: \"******\" -> ?");
        assertThat(updated(bed.change(changed, "b")).properties().toString()).doesNotContain("plain-x", "hush", "old-password");
    }

    @Test
    void whatLeavesIsDeletedUnlessItsPolicyKeepsIt() {
        PreviewBed bed = complete(PAIR + "c: {type: Box, deletion_policy: Retain}\nd: {type: Box}\n").with("d", PreviewBed::neverBegun);
        List<Change> changes = bed.changes(PAIR);
        assertThat(changes).filteredOn(c -> c instanceof Change.Deleted).extracting(c -> ((Change.Deleted) c).fate())
                .containsExactly(Fate.RETAINED, Fate.NEVER_MADE);
        assertThat(((Change.Deleted) bed.change("a: {type: Box, properties: {value: one, shape: round}}\n", "b")).fate()).isEqualTo(Fate.DELETED);
    }

    @Test
    void aReplacementThatDeletesFirstSaysSo() {
        String square = PAIR.replace("round}}", "square}, update_policy: {replacement: delete_first}}");
        assertThat(replaced(complete(PAIR).change(square, "a")).old()).isEqualTo(Fate.DELETED_FIRST);
        String crate = PAIR.replace("a: {type: Box", "a: {update_policy: {replacement: delete_first}, type: Crate");
        assertThat(replaced(complete(PAIR).change(crate, "a")).old()).isEqualTo(Fate.DELETED_FIRST);
    }

    @Test
    void aChangedTypeIsAReplacement() {
        Change.Replaced change = replaced(complete(PAIR).change(PAIR.replace("a: {type: Box", "a: {type: Crate"), "a"));
        assertThat(change.certainty()).isEqualTo(Certainty.CERTAIN);
        assertThat(change.reason()).isEqualTo("its type changes");
        assertThat(told(change.properties())).contains("type: \"Box\" -> \"Crate\" !");
        assertThat(change.subject().physicalId()).contains("id-1");
    }

    @Test
    void whatFailedIsMendedOrReplacedAsItsTypeSays() {
        String crates = PAIR.replace("Box", "Crate");
        assertThat(updated(complete(PAIR).with("a", PreviewBed::failedUpdate).change(PAIR, "a")).reason()).contains("its last action failed");
        assertThat(updated(complete(crates).with("a", r -> PreviewBed.failedCreate(r, Effect.NONE, true)).change(crates, "a")).certainty()).isEqualTo(Certainty.CERTAIN);
        Change.Replaced replaced = replaced(complete(PAIR).with("a", r -> PreviewBed.failedCreate(r, Effect.NONE, true)).change(PAIR, "a"));
        assertThat(replaced.reason()).isEqualTo("its create failed");
        assertThat(complete(PAIR).with("a", r -> PreviewBed.failedCreate(r, Effect.NONE, false)).change(PAIR, "a")).isInstanceOf(Change.Added.class);
        PreviewBed unclear = complete(PAIR).with("a", r -> PreviewBed.failedCreate(r, Effect.UNKNOWN, false));
        assertThat(unclear.change(PAIR, "a")).as("the same create is repeated").isInstanceOf(Change.Added.class);
        assertThat(unclear.change(PAIR.replace("one", "two"), "a")).as("another create must not be").isInstanceOf(Change.Replaced.class);
    }

    /** Only the engine looks. */
    @Test
    void whatIsLookedAtFirstMayBeGone() {
        String may = "it is looked at first, and replaced if it is gone or cannot be mended";
        Change.Updated failed = updated(complete(PAIR).with("a", PreviewBed::failedUpdate).change(PAIR, "a"));
        assertThat(failed.certainty()).isEqualTo(Certainty.OR_NOTHING);
        assertThat(failed.reason()).isEqualTo("its last action failed: state changed; " + may);
        assertThat(updated(complete(PAIR).with("a", PreviewBed::marked).change(PAIR, "a")).reason()).isEqualTo(may);
        assertThat(updated(complete(PAIR).change(PAIR.replace("one", "two"), "a")).reason()).as("of what did not fail").isEmpty();
    }

    @Test
    void whatIsUnderWayIsToldAsIfItSucceeds() {
        PreviewBed bed = complete(PAIR).in(StackAction.CREATE, Status.IN_PROGRESS).with("a", r -> PreviewBed.open(r, ResourceAction.CREATE)).with("b", PreviewBed::neverBegun);
        Change same = bed.change(PAIR, "a");
        assertThat(same).isInstanceOf(Change.Unchanged.class);
        assertThat(same.subject().underWay()).contains(ResourceAction.CREATE);
        assertThat(told(((Change.Added) bed.change(PAIR, "b")).properties())).contains("properties.value: - -> ?");
        assertThat(bed.change(PAIR.replace("one", "two"), "a")).isInstanceOf(Change.Updated.class);
        assertThat(bed.change(PAIR.replace("round", "flat"), "a")).isInstanceOf(Change.Replaced.class);
        assertThat(bed.changes("b: {type: Box}\n").getFirst()).isInstanceOf(Change.Deleted.class);
        Change stopping = complete(PAIR).with("a", r -> PreviewBed.cancelled(PreviewBed.open(r, ResourceAction.UPDATE))).change(PAIR, "a");
        assertThat(updated(stopping).reason()).startsWith("what is under way will not succeed");
    }

    @Test
    void whatIsBeingDeletedIsMadeAnew() {
        PreviewBed bed = complete(PAIR).with("b", r -> PreviewBed.open(r, ResourceAction.DELETE));
        Change.Replaced change = replaced(bed.change(PAIR, "b"));
        assertThat(change.reason()).isEqualTo("its present copy cannot serve any more");
        assertThat(change.subject().underWay()).contains(ResourceAction.DELETE);
        assertThat(complete(PAIR).with("b", PreviewBed::tombstone).change(PAIR, "b")).isInstanceOf(Change.Added.class);
    }

    @Test
    void everyCopyThatGoesIsNamed() {
        PreviewBed bed = complete(PAIR);
        PreviewRow left = PreviewBed.leftOver(bed.rows.get("a"), 7);
        List<Change> changes = bed.and(left).changes(PAIR);
        assertThat(changes).hasSize(3);
        assertThat(changes.get(1)).isInstanceOfSatisfying(Change.Deleted.class, deleted -> {
            assertThat(deleted.subject().row()).hasValue(7);
            assertThat(deleted.reason()).isEqualTo("a copy that is not needed any more");
        });
    }

    @Test
    void aStackOnItsWayOutAdmitsNoUpdate() {
        assertThat(complete(PAIR).in(StackAction.DELETE, Status.IN_PROGRESS).update(PAIR)).isInstanceOf(Preview.NotAdmitted.class);
        Preview failed = complete(PAIR).in(StackAction.UPDATE, Status.FAILED).update(PAIR);
        assertThat(((Preview.Computed) failed).asOf().map(Object::toString)).isEqualTo(Optional.of("UPDATE_FAILED"));
    }

    @Test
    void tenThousandResourcesTakeSeconds() {
        StringBuilder chain = new StringBuilder("r0: {type: Box, properties: {value: x}}\n");
        for (int i = 1; i < 10_000; i++) {
            chain.append("r").append(i).append(": {type: Box, properties: {value: {get_attr: [r").append(i - 1).append(", value]}}}\n");
        }
        Assertions.assertTimeout(Duration.ofSeconds(60), () -> assertThat(PreviewBed.create(chain.toString())).hasSize(10_000));
    }
}
