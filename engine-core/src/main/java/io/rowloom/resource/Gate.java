package io.rowloom.resource;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.plugin.ResourceType;
import io.rowloom.stack.Status;
import io.rowloom.template.rule.Hook;
import io.rowloom.template.rule.ResourceRules;
import io.rowloom.template.rule.Restriction;
import io.rowloom.traversal.CutOff;
import io.rowloom.value.Secrets;
import java.util.Optional;

/** What the rules for a resource make of what would be done about its node: a change that is not to be made, a wait for a hook, or no difference. Pure. */
public final class Gate {
    private Gate() {}

    /** @param rules as they are now */
    public static Decision of(Decision decision, ReadyNode node, ResourceRules rules, ResourceType type) {
        if (node.passed().filter(Hook::post).isPresent()) {
            return new Decision.Skip(new CutOff.HookPassed(node.no(), node.version(), node.node()));
        }
        return switch (decision) {
            case Decision.Skip(CutOff.Unchanged unchanged) -> new Decision.Skip(unchanged.under(rules));
            case Decision.Begin(var intent) -> begin(intent.under(rules), node, type);
            case Decision.Skip _, Decision.Hold _, Decision.Restrict _ -> decision;
        };
    }

    private static Decision begin(ClaimIntent intent, ReadyNode node, ResourceType type) {
        Optional<Restriction> restriction = change(intent, node, type).filter(intent.rules()::forbid);
        if (restriction.isPresent()) {
            return new Decision.Restrict(new RestrictedChange(node.no(), node.version(), node.node(), node.name(), restriction.get()));
        }
        Optional<Hook> hook = HookPoints.before(intent.action(), node.properties().isPresent()).filter(intent.rules().hooks()::contains).filter(before -> !node.passed().equals(Optional.of(before)));
        return hook.<Decision>map(before -> new Decision.Hold(new HoldIntent(node.no(), node.version(), before, intent.action()))).orElseGet(() -> new Decision.Begin(intent));
    }

    /**
     * What an update or a restore would do to a resource that is as promised; a restore changes it also where its properties stay the same. What failed, and what is the same but to be compared with reality, is looked at first; then the
     * {@link Course} decides. Which properties a type refuses to change is its own word.
     */
    private static Optional<Restriction> change(ClaimIntent intent, ReadyNode node, ResourceType type) {
        boolean restore = intent.action() == ResourceAction.RESTORE;
        if (intent.action() != ResourceAction.UPDATE && !restore || node.status() != Status.COMPLETE || node.properties().isEmpty() || intent.refusal().isPresent()
                || !restore && intent.args().equals(node.properties().get())) {
            return Optional.empty();
        }
        return switch (type.onChange((ObjectNode) Secrets.reveal(node.properties().get()), (ObjectNode) Secrets.reveal(intent.args()))) {
            case IN_PLACE -> Optional.of(Restriction.UPDATE);
            case REPLACE -> Optional.of(Restriction.REPLACE);
            case IMMUTABLE -> Optional.empty();
        };
    }
}
