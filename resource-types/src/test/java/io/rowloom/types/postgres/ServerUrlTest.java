package io.rowloom.types.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerUrlTest {
    @Test void readsBothForms() {
        ServerUrl expected = new ServerUrl("db:5433", "app", "me", "p@ss/w+rd", Map.of("sslmode", "require"));
        assertThat(ServerUrl.parse("postgresql://me:p%40ss%2Fw+rd@db:5433/app?sslmode=require")).contains(expected);
        assertThat(ServerUrl.parse("jdbc:postgresql://db:5433/app?user=me&password=p%40ss%2Fw%2Brd&sslmode=require")).contains(expected);
        assertThat(ServerUrl.parse(expected.text())).contains(expected);
    }

    @Test void knowsHostAndPort() {
        ServerUrl url = ServerUrl.parse("postgres://me@a:1,b:2/x").orElseThrow();
        assertThat(url.host() + " " + url.port()).isEqualTo("a 1");
        assertThat(ServerUrl.parse("postgres://me@[::1]/x").orElseThrow().host()).isEqualTo("[::1]");
        assertThat(ServerUrl.parse("postgres://me@a").orElseThrow().port()).isEqualTo(5432);
    }

    @Test void neverShowsThePassword() {
        assertThat(ServerUrl.parse("postgresql://me:hunter22@db/app").toString()).doesNotContain("hunter22");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "mysql://me:pw@db/x", "postgresql://", "postgresql://db/x", "postgresql://me:%zz@db/x", "postgresql://me:a@b@db/x",
        "postgresql://me@db/x?socketFactory=a.B", "jdbc:postgresql://db/x?user=me&loggerFile=/etc/passwd"})
    void refusesTheRest(String url) {
        assertThat(ServerUrl.parse(url)).isEmpty();
    }
}
