package io.rowloom.locks;

import io.rowloom.lock.LockKey;
import java.util.List;
import java.util.Set;

/** An adapter that has one connection, on which requests come one after the other: it asks for many keys in one. */
interface TogetherService extends LockService {
    /**
     * @return those that are ours now; nobody else's were touched
     * @throws ServiceException any of them may have been taken
     */
    Set<LockKey> takeAll(List<LockKey> keys) throws ServiceException;

    /** As {@link #give} of each. */
    void giveAll(List<LockKey> keys) throws ServiceException;
}
