package io.rowloom.store;

import io.rowloom.template.Target;
import java.time.Duration;
import java.util.Optional;

/** Stored targets: immutable, addressed by their hash. */
public interface Targets {
    /** Stores a target, or marks the stored one as used. Answers its hash. To be called before the request that names it, at most an hour; not for a create, which does it itself. */
    String store(Target target);

    Optional<Target> find(String hash);

    /** Deletes targets that neither a stack nor a snapshot names and nobody used for {@code unusedFor}, which may be taken for a minute less. Answers how many. */
    int purge(Duration unusedFor);
}
