package io.rowloom.engine;

import java.util.UUID;

/** One start of one worker process. Fresh at every start and after every lost lease; never used again. */
public record EngineId(UUID value) {
    @Override
    public String toString() {
        return value.toString();
    }
}
