package io.rowloom.cli.worker;

import io.rowloom.cli.config.Key;
import io.rowloom.cli.config.MembershipSettings;
import io.rowloom.db.DatabaseUrl;
import io.rowloom.engine.Membership;
import io.rowloom.locks.Database;
import io.rowloom.locks.LockServiceRefusedException;
import io.rowloom.locks.MembershipServices;
import io.rowloom.problem.InvalidInputException;
import io.rowloom.problem.Problem;
import io.rowloom.worker.Watching;
import java.util.List;
import java.util.Optional;

/** The membership service of a worker process, as the settings say. Closing it ends the worker's session. */
final class WorkerMembership implements AutoCloseable {
    private final Optional<Membership> membership;
    private final MembershipSettings settings;

    private WorkerMembership(Optional<Membership> membership, MembershipSettings settings) {
        this.membership = membership;
        this.settings = settings;
    }

    /**
     * A service that cannot be reached is no reason not to start: it is used when it is there.
     *
     * @param own the database of the engine, where sessions may be, too
     * @throws InvalidInputException if it can never work as it is set up
     */
    static WorkerMembership open(MembershipSettings settings, DatabaseUrl own) {
        try {
            return new WorkerMembership(MembershipServices.open(settings.url(), new Database(own.jdbcUrl(), own.login())), settings);
        } catch (LockServiceRefusedException e) {
            throw new InvalidInputException(List.of(Problem.at(Key.MEMBERSHIP_URL.key(), String.valueOf(e.getMessage()))));
        }
    }

    /** Empty: leases are all there is. */
    Optional<Watching> watching() {
        return membership.map(open -> new Watching(open, settings.session(), settings.answer(), Watching.USUAL_EVERY));
    }

    @Override
    public void close() {
        membership.ifPresent(Membership::close);
    }
}
