package io.rowloom.benchmarks.micro;

import io.rowloom.resource.CurrentRow;
import io.rowloom.resource.Decide;
import io.rowloom.resource.Decision;
import io.rowloom.resource.Gate;
import io.rowloom.resource.ReadyNode;
import io.rowloom.resource.RowReferences;
import io.rowloom.resource.StackHead;
import io.rowloom.resource.Wanted;
import io.rowloom.value.Fingerprint;
import io.rowloom.value.Secrets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The calls that a worker makes of engine-core for ready nodes, in its order, without what it reads of the store in between. */
record Appraised(Workload workload, StackHead stack, List<ReadyNode> nodes, Map<String, CurrentRow> current, Fingerprint fingerprint) {

    static Appraised of(Workload workload) {
        return new Appraised(workload, workload.head(), workload.ready(), workload.current(), Fingerprint.unkeyed());
    }

    List<Decision> decisions() {
        return nodes.stream().map(this::decision).toList();
    }

    private Decision decision(ReadyNode node) {
        RowReferences references = new RowReferences(stack.tenant(), stack.name(), Optional.of(stack.id()), current, workload.types());
        Wanted wanted = Wanted.of(workload.definition(node.name()), references, current, workload.types(), fingerprint).from(Optional.empty(), Optional.empty());
        if (Secrets.contains(wanted.args())) {
            throw new IllegalStateException("there are no secrets here");
        }
        Decision decision = Decide.update(node, wanted, stack.approach());
        return Gate.of(decision, node, workload.blueprint().rulesOf(node.name()), workload.types().find(node.type()).orElseThrow());
    }
}
