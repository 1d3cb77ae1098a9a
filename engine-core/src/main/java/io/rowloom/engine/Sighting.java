package io.rowloom.engine;

import java.util.Set;

/** What a membership service said when it was asked who is there. */
public sealed interface Sighting {
    /** Those of the engines that were asked for that have a session, as the service says. */
    record Seen(Set<EngineId> members) implements Sighting {
        public Seen {
            members = Set.copyOf(members);
        }
    }

    /**
     * The service did not say. That is not the same as that nobody is there.
     *
     * @param reason for a log, without secrets
     */
    record Unknown(String reason) implements Sighting {}
}
