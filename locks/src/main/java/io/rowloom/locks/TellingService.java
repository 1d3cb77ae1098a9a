package io.rowloom.locks;

import io.rowloom.lock.LockKey;
import java.util.Set;

/** An adapter that can say which keys are taken, by whomever, without taking them. */
interface TellingService extends LockService {
    /**
     * One request, whatever the number of keys.
     *
     * @return those of {@code keys} that somebody has now, this client included
     */
    Set<LockKey> taken(Set<LockKey> keys) throws ServiceException;
}
