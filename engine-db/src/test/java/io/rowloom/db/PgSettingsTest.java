package io.rowloom.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PgSettingsTest {
    private static final DatabaseUrl URL = DatabaseUrl.parse("postgresql://ann:s3cret@db:5433/prod");

    @Test
    void thePasswordIsNotInTheirText() {
        assertThat(PgSettings.of(URL).toString()).contains("db:5433/prod").doesNotContain("s3cret");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        assertThatThrownBy(() -> new PgSettings(URL, 0, Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofDays(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("pool size", "connection timeout", "lock timeout", "idle-in-transaction")
                .hasMessageNotContaining("s3cret");
    }
}
