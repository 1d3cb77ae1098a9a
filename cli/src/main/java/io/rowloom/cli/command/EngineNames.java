package io.rowloom.cli.command;

import io.rowloom.engine.EngineId;
import io.rowloom.store.Store;
import java.util.HashMap;
import java.util.Map;

/** What people call the engines that have a row. */
final class EngineNames {
    private EngineNames() {}

    static Map<EngineId, String> of(Store store) {
        Map<EngineId, String> names = new HashMap<>();
        store.engines().list().forEach(row -> names.put(row.info().id(), row.info().name()));
        return names;
    }
}
