package io.rowloom.benchmarks.micro;

import com.google.common.collect.Lists;
import io.rowloom.benchmarks.throughput.Shape;
import io.rowloom.db.HotBinds;
import io.rowloom.engine.EngineId;
import io.rowloom.resource.Claim;
import io.rowloom.resource.ClaimIntent;
import io.rowloom.resource.Decision;
import io.rowloom.resource.NextClaim;
import io.rowloom.resource.StackHead;
import io.rowloom.resource.ResourceReason;
import io.rowloom.resource.Wanted;
import io.rowloom.traversal.Finished;
import io.rowloom.value.Fingerprint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Successes, and the claims that follow in the same statement, for all resources of a stack: each is claimed by one statement and finished by one. */
record Batches(HotBinds binds, StackHead stack, EngineId engine, List<Batch> all) {
    /** As many as a worker has slots. */
    private static final int MOST = 64;

    /** What one statement is to do. */
    record Batch(List<Finished> finished, List<NextClaim> next) {}

    static Batches of(Shape shape, Appraised appraised) {
        EngineId engine = new EngineId(new UUID(0x0190_0000_0000_7000L, 2));
        List<List<ClaimIntent>> waves = Lists.partition(intents(appraised), shape == Shape.CHAIN ? 1 : MOST);
        List<Batch> all = new ArrayList<>();
        List<Finished> finished = List.of();
        Map<Integer, Finished> results = results(appraised, engine);
        for (List<ClaimIntent> wave : waves) {
            all.add(new Batch(finished, wave.stream().map(intent -> new NextClaim(intent, Optional.empty())).toList()));
            finished = wave.stream().map(intent -> Optional.ofNullable(results.get(intent.no())).orElseThrow()).toList();
        }
        all.add(new Batch(finished, List.of()));
        return new Batches(new HotBinds(), appraised.stack(), engine, List.copyOf(all));
    }

    private static List<ClaimIntent> intents(Appraised appraised) {
        return appraised.decisions().stream().map(decision -> switch (decision) {
            case Decision.Begin(var intent) -> intent;
            case Decision.Skip _, Decision.Hold _, Decision.Restrict _ -> throw new IllegalStateException("a create is to begin, not " + decision);
        }).toList();
    }

    private static Map<Integer, Finished> results(Appraised appraised, EngineId engine) {
        Map<Integer, Finished> results = new HashMap<>();
        appraised.nodes().forEach(node -> results.put(node.no(), new Finished(new Claim(appraised.stack().id(), node.no(), engine, 1),
                Optional.of(Workload.physicalId(node.name())), Optional.of(Workload.outputs(node.name())),
                Optional.of(Wanted.inputHash(Fingerprint.unkeyed(), node.type(), node.args())), ResourceReason.DONE)));
        return results;
    }

    List<List<Object>> assemble() {
        return all.stream().map(batch -> binds.finishAndClaim(stack, engine, batch.finished(), batch.next())).toList();
    }
}
