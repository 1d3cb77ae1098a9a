package io.rowloom.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PgSettingsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        postgresql://ann:s3cret@db:5433/prod                       | jdbc:postgresql://db:5433/prod              | ann | s3cret
        postgres://ann:s3cret@db/prod                              | jdbc:postgresql://db/prod                   | ann | s3cret
        postgresql://ann:p%40ss%2Fw%3A%25+x@db/prod                | jdbc:postgresql://db/prod                   | ann | p@ss/w:%+x
        postgresql://a%40nn:a:b@db/my%20db                         | jdbc:postgresql://db/my%20db                | a@nn | a:b
        postgresql://ann:s3cret@one:1,two:2,[::1]:3/prod           | jdbc:postgresql://one:1,two:2,[::1]:3/prod  | ann | s3cret
        postgresql://ann:s3cret@db/prod?sslmode=require            | jdbc:postgresql://db/prod?sslmode=require   | ann | s3cret
        postgresql://ann:x@a,b/prod?target_session_attrs=read-write | jdbc:postgresql://a,b/prod?targetServerType=primary | ann | x
        jdbc:postgresql://db:5433/prod?user=ann&password=s3%26cret&sslmode=require | jdbc:postgresql://db:5433/prod?sslmode=require | ann | s3&cret
        postgresql:///prod?user=ann&password=x                     | jdbc:postgresql://localhost/prod            | ann | x
        """)
    void aUrlIsTakenApart(String url, String jdbc, String user, String password) {
        PgSettings settings = PgSettings.parse(url);

        assertThat(settings.jdbcUrl()).isEqualTo(jdbc);
        assertThat(settings.user()).isEqualTo(user);
        assertThat(settings.password()).isEqualTo(password);
        assertThat(settings.toString()).contains(jdbc).doesNotContain(" " + password + " ").contains("******");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mysql://ann:s3cret@db/prod", "postgresql://ann:s3cret@db", "postgresql://db/prod", "postgresql://ann:s3cret@d b/prod",
        "postgresql://ann:s3cret%zz@db/prod", "postgresql://ann:s3cret@db:port/prod", "postgresql://ann:s3cret@db,/prod"})
    void aUrlThatIsNoneIsRefusedWithoutItsPassword(String url) {
        assertThatThrownBy(() -> PgSettings.parse(url)).isInstanceOf(IllegalArgumentException.class).hasMessageContaining("database URL").hasMessageNotContaining("s3cret");
    }

    @Test
    void everythingThatIsWrongIsSaidAtOnce() {
        assertThatThrownBy(() -> new PgSettings("jdbc:mysql:x", "a", "s3cret", 0, Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofDays(2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContainingAll("must begin with jdbc:postgresql:", "pool size", "connection timeout", "lock timeout", "idle-in-transaction")
                .hasMessageNotContaining("s3cret");
    }
}
