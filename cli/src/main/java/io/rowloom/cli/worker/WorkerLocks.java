package io.rowloom.cli.worker;

import io.rowloom.cli.config.Key;
import io.rowloom.cli.config.LockSettings;
import io.rowloom.db.DatabaseUrl;
import io.rowloom.lock.BoundedLocks;
import io.rowloom.lock.Locks;
import io.rowloom.locks.Database;
import io.rowloom.locks.LockServiceRefusedException;
import io.rowloom.locks.LockServices;
import io.rowloom.problem.InvalidInputException;
import io.rowloom.problem.Problem;
import io.rowloom.worker.Locking;
import java.util.List;
import java.util.Optional;

/** The lock service of a worker process, as the settings say. Closing it gives back what is held. */
final class WorkerLocks implements AutoCloseable {
    private final Optional<Locks> locks;
    private final LockSettings settings;

    private WorkerLocks(Optional<Locks> locks, LockSettings settings) {
        this.locks = locks;
        this.settings = settings;
    }

    /**
     * A service that cannot be reached is no reason not to start: it is used when it is there.
     *
     * @param own the database of the engine, where locks may live, too
     * @throws InvalidInputException if it can never work as it is set up
     */
    static WorkerLocks open(LockSettings settings, DatabaseUrl own) {
        try {
            return new WorkerLocks(LockServices.open(settings.url(), new Database(own.jdbcUrl(), own.login())), settings);
        } catch (LockServiceRefusedException e) {
            throw new InvalidInputException(List.of(Problem.at(Key.LOCK_URL.key(), String.valueOf(e.getMessage()))));
        }
    }

    /** Empty: nobody is to be asked before a claim. */
    Optional<Locking> locking() {
        return locks.map(open -> new Locking(new BoundedLocks(open, settings.longestAnswer(), Thread::startVirtualThread), settings.scope(), settings.patience()));
    }

    @Override
    public void close() {
        locks.ifPresent(Locks::close);
    }
}
