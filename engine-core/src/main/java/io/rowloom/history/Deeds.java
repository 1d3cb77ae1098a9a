package io.rowloom.history;

import io.rowloom.engine.EngineId;
import io.rowloom.event.Event;
import io.rowloom.history.Traversal.Counts;
import io.rowloom.resource.HookPoints;
import io.rowloom.resource.ResourceAction;
import io.rowloom.resource.ResourceReason;
import io.rowloom.stack.Status;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** What was done to the resources of a stack for one traversal. */
final class Deeds {
    /** The rows of a name that came and went. */
    private record Copies(Set<Integer> created, Set<Integer> deleted, Set<Integer> retained) {
        Copies() {
            this(new HashSet<>(), new HashSet<>(), new HashSet<>());
        }

        int replacements() {
            return Math.min(created.size(), deleted.size() + retained.size());
        }
    }

    private final Map<String, Copies> copies = new HashMap<>();
    private int updated;
    private int failed;
    private int stopped;
    private int other;
    private final Map<Integer, Set<EngineId>> open = new HashMap<>();
    private final Map<EngineId, Integer> byEngine = new HashMap<>();

    void add(Event event) {
        int row = event.resource().orElseThrow();
        boolean begins = event.status().equals(Status.IN_PROGRESS.name());
        if (begins) {
            open.remove(row);
        }
        event.engine().filter(open.computeIfAbsent(row, _ -> new HashSet<>())::add).ifPresent(engine -> byEngine.merge(engine, 1, Integer::sum));
        if (!begins) {
            open.remove(row);
            ended(event, row);
        }
    }

    private void ended(Event event, int row) {
        if (ResourceReason.isReplacement(event.reason()) || HookPoints.isWait(event.reason()) || isMark(event)) {
            return;
        }
        if (event.status().equals(Status.FAILED.name())) {
            if (ResourceReason.isStop(event.reason())) {
                stopped++;
            } else {
                failed++;
            }
            return;
        }
        switch (ResourceAction.valueOf(event.action())) {
            case CREATE -> copies(event).created().add(row);
            case UPDATE -> updated++;
            case DELETE -> {
                if (event.reason().equals(ResourceReason.RETAINED)) {
                    copies(event).retained().add(row);
                } else if (!event.reason().equals(ResourceReason.NOTHING_CREATED)) {
                    copies(event).deleted().add(row);
                }
            }
            default -> other++;
        }
    }

    /** Of a check that no engine made. */
    private static boolean isMark(Event event) {
        return event.action().equals(ResourceAction.CHECK.name()) && event.engine().isEmpty();
    }

    private Copies copies(Event event) {
        return copies.computeIfAbsent(event.name(), _ -> new Copies());
    }

    /** A name under which one copy was made and another one went: that is a replacement, whoever decided it. */
    Counts counts() {
        int created = 0;
        int replaced = 0;
        int deleted = 0;
        for (Copies name : copies.values()) {
            created += name.created().size() - name.replacements();
            replaced += name.replacements();
            deleted += Math.max(0, name.deleted().size() - name.replacements());
        }
        return new Counts(created, updated, replaced, deleted, failed, stopped, other);
    }

    Map<EngineId, Integer> byEngine() {
        Map<EngineId, Integer> sorted = new LinkedHashMap<>();
        byEngine.entrySet().stream().sorted(Map.Entry.<EngineId, Integer>comparingByValue().reversed().thenComparing(e -> e.getKey().toString()))
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return Collections.unmodifiableMap(sorted);
    }
}
