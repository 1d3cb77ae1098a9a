package io.rowloom.db;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.rowloom.embedded.TestDatabase;
import io.rowloom.stack.StackId;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** That a statement runs while its transaction has the stack's lock, however often it was sent before. */
class StackLockTransactionTest {
    private static final String LOCKS_OF_THIS_SESSION = "SELECT count(*)::text AS locks FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid() "
            + "AND ?::uuid IS NOT NULL AND cardinality(?::text[]) = 1";

    /** The driver prepares what it has sent a few times on the server, and from then on treats it in another way. */
    @Test
    void theLockIsHeldWhileTheStatementRuns() {
        StackId stack = new StackId(new UUID(1, 2));
        try (TestDatabase server = TestDatabase.fresh(); HikariDataSource pool = new HikariDataSource()) {
            pool.setDataSource(server.createDatabase().dataSource());
            pool.setMaximumPoolSize(1);
            Transactions transactions = new Transactions(pool, Optional.of(new StackLock(Duration.ofSeconds(5), Duration.ofSeconds(5))));
            assertThat(IntStream.range(0, 12).mapToObj(_ -> transactions.statement(stack, tx -> tx.one(LOCKS_OF_THIS_SESSION, stack.value(), new String[] {null}).orElseThrow().text("locks")))).containsOnly("1");
            assertThat(transactions.<String>statement(tx -> tx.one(LOCKS_OF_THIS_SESSION, stack.value(), new String[] {null}).orElseThrow().text("locks"))).isEqualTo("0");
        }
    }
}
