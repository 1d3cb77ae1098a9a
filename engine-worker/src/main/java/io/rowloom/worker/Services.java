package io.rowloom.worker;

import java.util.Optional;

/**
 * What a worker uses beside the database, to be faster. Neither changes what comes of anything.
 *
 * @param locking empty: claims ask nobody
 * @param watching empty: an engine that is gone is missed when its lease is over
 */
public record Services(Optional<Locking> locking, Optional<Watching> watching) {
    public static final Services NONE = new Services(Optional.empty(), Optional.empty());

    public Services with(Locking service) {
        return new Services(Optional.of(service), watching);
    }

    public Services with(Watching service) {
        return new Services(locking, Optional.of(service));
    }
}
