package io.rowloom.traversal;

import io.rowloom.engine.EngineId;
import io.rowloom.resource.ResourceAction;
import io.rowloom.stack.Status;
import io.rowloom.store.Definitions;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** A row for planning: what works, current and clean, unless said otherwise. The definition is a line as in {@link Definitions}. */
record Row(PlanRow row) {
    static final EngineId ENGINE = new EngineId(UUID.randomUUID());

    static Row row(int no, String definition, Integer... requires) {
        PlannedDefinition d = Definitions.of(definition).values().iterator().next();
        return new Row(new PlanRow(no, d.name(), d.type(), true, 10 + no, Optional.empty(), false, ResourceAction.CREATE, Status.COMPLETE,
                Optional.of(d.hash()), false, Arrays.asList(requires), OptionalInt.empty(), OptionalInt.empty(), d.replacement(), Optional.empty(), d.externalId().isPresent()));
    }

    /** Planned and never begun. */
    Row untouched() {
        return new Row(new PlanRow(row.no(), row.name(), row.type(), row.current(), row.version(), Optional.empty(), false, ResourceAction.INIT,
                Status.COMPLETE, Optional.empty(), true, List.of(), row.replaces(), row.replacedBy(), row.replacement(), row.physicalId(), row.external()));
    }

    Row failed() {
        return with(row.action(), Status.FAILED, row.holder(), false, true);
    }

    Row dirty() {
        return with(row.action(), row.status(), row.holder(), row.open(), true);
    }

    Row clean() {
        return with(row.action(), row.status(), row.holder(), row.open(), false);
    }

    Row open(ResourceAction action) {
        return with(action, Status.IN_PROGRESS, Optional.empty(), true, true);
    }

    Row held(ResourceAction action) {
        return with(action, Status.IN_PROGRESS, Optional.of(ENGINE), true, true);
    }

    Row tombstone() {
        return with(ResourceAction.DELETE, Status.COMPLETE, Optional.empty(), false, false).old();
    }

    Row old() {
        return new Row(new PlanRow(row.no(), row.name(), row.type(), false, row.version(), row.holder(), row.open(), row.action(), row.status(),
                row.definitionHash(), row.dirty(), row.requires(), row.replaces(), row.replacedBy(), row.replacement(), row.physicalId(), row.external()));
    }

    Row replaces(int no) {
        return new Row(new PlanRow(row.no(), row.name(), row.type(), row.current(), row.version(), row.holder(), row.open(), row.action(), row.status(),
                row.definitionHash(), row.dirty(), row.requires(), OptionalInt.of(no), row.replacedBy(), row.replacement(), row.physicalId(), row.external()));
    }

    Row replacedBy(int no) {
        return new Row(new PlanRow(row.no(), row.name(), row.type(), false, row.version(), row.holder(), row.open(), row.action(), row.status(),
                row.definitionHash(), row.dirty(), row.requires(), row.replaces(), OptionalInt.of(no), row.replacement(), row.physicalId(), row.external()));
    }

    private Row with(ResourceAction action, Status status, Optional<EngineId> holder, boolean open, boolean dirty) {
        return new Row(new PlanRow(row.no(), row.name(), row.type(), row.current(), row.version(), holder, open, action, status,
                row.definitionHash(), dirty, row.requires(), row.replaces(), row.replacedBy(), row.replacement(), row.physicalId(), row.external()));
    }
}
