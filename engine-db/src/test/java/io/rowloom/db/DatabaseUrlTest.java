package io.rowloom.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseUrlTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            postgresql://ann:pw@db.example.org:5433/app | jdbc:postgresql://db.example.org:5433/app | ann | pw
            postgres://ann:pw@db/app | jdbc:postgresql://db/app | ann | pw
            postgresql://ann:p%40s%2Fs%3A@db/app | jdbc:postgresql://db/app | ann | p@s/s:
            postgresql://ann:p@ss@db/app | jdbc:postgresql://db/app | ann | p@ss
            postgresql://ann:p/w:x@db/app | jdbc:postgresql://db/app | ann | p/w:x
            postgresql://ann:what?no@db/app | jdbc:postgresql://db/app | ann | what?no
            postgresql://ann:a+b%20c@db/app | jdbc:postgresql://db/app | ann | a+b c
            postgresql://ann:%C3%A4%E2%82%AC@db/app | jdbc:postgresql://db/app | ann | ä€
            postgresql://a%40b:pw@db/app | jdbc:postgresql://db/app | a@b | pw
            postgresql://ann:pw@h1:1,h2:2/app?sslmode=require | jdbc:postgresql://h1:1,h2:2/app?sslmode=require | ann | pw
            postgresql://ann:pw@[::1]:5432/app | jdbc:postgresql://[::1]:5432/app | ann | pw
            postgresql://ann:p%40ss%2Fw%3A%25+x@one:1,two:2,[::1]:3/prod | jdbc:postgresql://one:1,two:2,[::1]:3/prod | ann | p@ss/w:%+x
            postgresql:///app?user=ann&password=x | jdbc:postgresql://localhost:5432/app | ann | x
            postgresql://ann:pw@/app | jdbc:postgresql://localhost:5432/app | ann | pw
            postgresql://ann:pw@db | jdbc:postgresql://db/ann | ann | pw
            postgresql://db/app?user=ann&password=p%26w%3D1 | jdbc:postgresql://db/app | ann | p&w=1
            postgresql://db:5432/app?options=a@b&user=ann&password=x | jdbc:postgresql://db:5432/app?options=a%40b | ann | x
            jdbc:postgresql://db:5432/app?user=ann&password=p@w | jdbc:postgresql://db:5432/app | ann | p@w
            postgresql://ann:pw@db/a%20b%3Fc | jdbc:postgresql://db/a%20b%3Fc | ann | pw
            postgresql://ann:pw@a,b/app?target_session_attrs=read-write&connect_timeout=3 | jdbc:postgresql://a,b/app?targetServerType=primary&connectTimeout=3 | ann | pw
            """)
    void readsWhatPeopleWrite(String text, String jdbcUrl, String user, String password) {
        DatabaseUrl url = DatabaseUrl.parse(text);
        assertThat(url.jdbcUrl()).isEqualTo(jdbcUrl);
        assertThat(url.user()).isEqualTo(user);
        assertThat(url.password()).contains(password);
        assertThat(url.toString()).doesNotContain(":" + password + "@").contains(":******@");
    }

    @Test
    void withoutUserAndPasswordItIsWhoRunsTheProcess() {
        DatabaseUrl url = DatabaseUrl.parse("postgresql://db/app");
        assertThat(url.user()).isEqualTo(System.getProperty("user.name"));
        assertThat(url.password()).isEqualTo(Optional.empty());
    }

    @Test
    void aPasswordInAParameterOfTheDriverIsMaskedToo() {
        assertThat(DatabaseUrl.parse("postgresql://ann:pw@db/app?sslpassword=hush").toString())
                .isEqualTo("postgresql://ann:******@db/app?sslpassword=******");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mysql://a:hush@b/c", "hush", "postgresql:/a:hush@b/c", "postgresql://a:hush@b:99999/c", "postgresql://a:hush@b:0/c",
            "postgresql://a:hush%@b/c", "postgresql://a:hush%zz@b/c", "postgresql://a:hush@b:port/c", "postgresql://a:hush@b/c?hush", "postgresql://a:hush@b,/c", "postgresql://a:hu#sh@b c/d"})
    void refusesTheRestWithoutQuotingThePassword(String text) {
        assertThatThrownBy(() -> DatabaseUrl.parse(text)).isInstanceOf(IllegalArgumentException.class).message().isNotBlank().doesNotContain("hush", "hu#sh");
    }
}
