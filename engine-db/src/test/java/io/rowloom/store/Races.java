package io.rowloom.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.db.HeldLock;
import io.rowloom.db.TestStore;
import io.rowloom.embedded.TestDatabase;
import io.rowloom.stack.StackId;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** A server of its own for verbs that meet each other, which notices deadlocks soon; and there must be none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Races {
    private final TestDatabase server = TestDatabase.fresh();
    final TestStore pg = TestStore.on(server, Optional.empty());
    ContractWorld world = new ContractWorld(pg.store());
    Store store = pg.store();

    HeldLock lockRow(StackId stack, int no) {
        return new HeldLock(pg, "SELECT 1 FROM resource WHERE stack_id = '" + stack + "' AND no = " + no);
    }

    HeldLock lockStack(StackId stack) {
        return new HeldLock(pg, "SELECT 1 FROM stack WHERE id = '" + stack + "'");
    }

    @BeforeAll
    void detectDeadlocksSoon() {
        pg.execute("ALTER SYSTEM SET deadlock_timeout = '50ms'; ");
        pg.execute("SELECT pg_reload_conf()");
    }

    @BeforeEach
    void empty() {
        store = pg.emptied();
        world = new ContractWorld(store);
    }

    @AfterEach
    void noTransactionWasADeadlocksVictim() {
        assertThat(pg.count("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")).isZero();
    }

    @AfterAll
    void close() {
        pg.close();
        server.close();
    }
}
