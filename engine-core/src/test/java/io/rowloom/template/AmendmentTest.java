package io.rowloom.template;

import static io.rowloom.template.Inputs.json;
import static io.rowloom.template.Inputs.template;
import static io.rowloom.template.Inputs.with;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.problem.InvalidInputException;
import io.rowloom.problem.Problem;
import io.rowloom.template.rule.Hook;
import io.rowloom.value.Secret;
import io.rowloom.value.Secrets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AmendmentTest {
    private static final String PARAMETERS = """
            parameters:
              size: {type: number, default: 1}
              zone: {type: string, default: north}
              token: {type: string, hidden: true}
            resources:
              a: {type: 'Test::Box', properties: {size: {get_param: size}, text: {get_param: zone}, password: {get_param: token}}}
            """;
    private static final Target STORED = Templates.accept(with(with(template(PARAMETERS), Map.of("size", "2", "token", "hush")),
            "{parameter_defaults: {zone: east}, resource_registry: {resources: {a: {hooks: [pre-update]}}}}"), Inputs.TYPES);

    private static Amendment amendment(Map<String, String> parameters, String... cleared) {
        return new Amendment(Optional.empty(), List.of(), parameters, Set.of(cleared));
    }

    private static Amendment amendment(String body, Map<String, String> parameters, String... cleared) {
        return new Amendment(Optional.of(template(body).template()), List.of(), parameters, Set.of(cleared));
    }

    private static Target amended(Amendment amendment) {
        return Templates.amend(STORED, amendment, Inputs.TYPES);
    }

    private static List<String> faults(Amendment amendment) {
        return catchThrowableOfType(InvalidInputException.class, () -> amended(amendment)).problems().stream().map(Problem::toString).toList();
    }

    @Test
    void whatIsNotAmendedIsKept() {
        assertThat(amended(amendment(Map.of()))).isEqualTo(STORED);
        Target changed = amended(amendment(Map.of("size", "3")));
        assertThat(changed.template()).isEqualTo(STORED.template());
        assertThat(Secrets.reveal(changed.parameters())).isEqualTo(json("{'size': 3, 'zone': 'east', 'token': 'hush'}"));
        assertThat(changed.rules().of("a").hooks()).containsExactly(Hook.PRE_UPDATE);
    }

    @Test
    void aClearedParameterHasItsDefaultAgain() {
        Target cleared = amended(amendment(Map.of(), "size", "zone"));
        assertThat(Secrets.reveal(cleared.parameters())).isEqualTo(json("{'size': 1, 'zone': 'north', 'token': 'hush'}"));
        assertThat(cleared.environment().at("/parameters").has("size")).isFalse();
        assertThat(amended(amendment(Map.of(), "size"))).as("again is no change").isEqualTo(Templates.amend(amended(amendment(Map.of(), "size")), amendment(Map.of(), "size"), Inputs.TYPES));
    }

    @Test
    void aNewTemplateKeepsTheValuesThatItDeclaresAndBringsItsDefaults() {
        Target changed = amended(amendment(PARAMETERS.replace("size: {type: number, default: 1}", "size: {type: string}\n  colour: {type: string, default: red}")
                .replace("size: {get_param: size}, ", ""), Map.of()));
        assertThat(Secrets.reveal(changed.parameters())).isEqualTo(json("{'size': '2', 'colour': 'red', 'zone': 'east', 'token': 'hush'}"));
        Target without = amended(amendment("parameters: {token: {type: string, hidden: true}}", Map.of()));
        assertThat(without.parameters().properties()).as("what the template does not declare is dropped").hasSize(1);
        assertThat(without.environment().at("/parameter_defaults")).isEmpty();
    }

    @Test
    void aDefaultThatNobodyGaveFollowsTheTemplate() {
        Target unset = Templates.accept(with(template(PARAMETERS), Map.of("token", "hush")), Inputs.TYPES);
        Amendment other = amendment(PARAMETERS.replace("default: 1", "default: 7"), Map.of());
        assertThat(Templates.amend(unset, other, Inputs.TYPES).parameters().get("size").intValue()).isEqualTo(7);
        assertThat(amended(other).parameters().get("size").intValue()).as("given").isEqualTo(2);
    }

    @Test
    void aValueWinsOverWhatIsKeptAndADefaultOnlyOverDefaults() {
        Amendment environment = new Amendment(Optional.empty(), List.of(new TemplateSource("e", "{parameters: {zone: west}, parameter_defaults: {size: 9}}")), Map.of(), Set.of());
        assertThat(Secrets.reveal(amended(environment).parameters())).isEqualTo(json("{'size': 2, 'zone': 'west', 'token': 'hush'}"));
    }

    @Test
    void whatWasHiddenStaysHidden() {
        assertThat(Secret.isSecret(STORED.environment().at("/parameters/token"))).isTrue();
        Target shown = amended(amendment("parameters: {token: {type: string}}", Map.of()));
        assertThat(Secret.isSecret(shown.parameters().get("token"))).as("although the template hides it no more").isTrue();
        assertThat(Secret.isSecret(shown.environment().at("/parameters/token"))).isTrue();
        assertThat(Secret.isSecret(amended(amendment("parameters: {token: {type: string}}", Map.of("token", "x"))).parameters().get("token"))).as("a new value").isFalse();
    }

    @Test
    void allFaultsAreToldAtOnce() {
        assertThat(faults(amendment(PARAMETERS.replace("token: {type: string,", "token: {type: string, constraints: [{length: {min: 8}}],"),
                Map.of("sice", "1", "zone", "x"), "siz", "zone"))).satisfiesExactlyInAnyOrder(
                fault -> assertThat(fault).startsWith("parameters.sice: ").contains("did you mean 'size'?"),
                fault -> assertThat(fault).startsWith("stored.parameters.token: Parameter 'token' is invalid").doesNotContain("hush"),
                fault -> assertThat(fault).startsWith("clear_parameters.siz: ").contains("did you mean 'size'?"),
                fault -> assertThat(fault).startsWith("clear_parameters.zone: ").contains("given a value, too"));
        assertThat(faults(amendment(Map.of(), "token"))).as("it has no default").singleElement().asString().contains("token", "not provided");
        assertThat(amended(amendment("parameters: {token: {type: string}}", Map.of(), "size"))).as("gone with the template").isNotNull();
    }

    @Test
    void ofAnOlderTargetAllValuesCountAsGiven() {
        ObjectNode document = STORED.document().deepCopy();
        document.remove("given");
        Target amended = Templates.amend(new Target(document), amendment(PARAMETERS.replace("default: north", "default: south"), Map.of()), Inputs.TYPES);
        assertThat(amended.parameters().get("zone").asText()).isEqualTo("east");
    }
}
