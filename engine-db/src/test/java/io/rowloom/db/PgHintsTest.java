package io.rowloom.db;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.embedded.TestDatabase;
import io.rowloom.store.Hint;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

class PgHintsTest {
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long TOO_LONG = TimeUnit.SECONDS.toNanos(30);

    @Test
    void whatIsAnnouncedThousandsOfTimesIsSaidNowAndThen() throws SQLException {
        try (TestDatabase server = TestDatabase.fresh(); TestStore pg = TestStore.on(server, Optional.empty());
                Connection connection = pg.address.dataSource().getConnection(); Statement statement = connection.createStatement()) {
            statement.execute("LISTEN rowloom");
            long begun = System.nanoTime();
            long elapsed = 0;
            int heard = 0;
            while (heard < 50 && elapsed < TOO_LONG) {
                for (int i = 0; i < 100; i++) {
                    pg.store().hints().announce(Hint.REQUESTS);
                }
                PGNotification[] some = connection.unwrap(PGConnection.class).getNotifications();
                heard += some == null ? 0 : some.length;
                elapsed = System.nanoTime() - begun;
            }
            assertThat(heard).isGreaterThanOrEqualTo(50).isLessThanOrEqualTo((int) (elapsed / PAUSE) + 1);
        }
    }
}
