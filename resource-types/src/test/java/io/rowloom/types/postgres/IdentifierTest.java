package io.rowloom.types.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class IdentifierTest {
    @Test void quotesCannotBeLeft() {
        assertThat(Identifier.quoted("a\"; DROP ROLE x; --")).isEqualTo("\"a\"\"; DROP ROLE x; --\"");
        assertThat(Identifier.literal("a'\\'; --")).isEqualTo("E'a''\\\\''; --'");
    }

    @Test void derivedNamesAreValidAndKeepTheUniqueEnd() {
        assertThat(Identifier.derived("Shop-App Db-k3x9q2m7p1ab")).isEqualTo("shop_app_db_k3x9q2m7p1ab");
        assertThat(Identifier.derived("7up-x-k3x9q2m7p1ab")).isEqualTo("r_7up_x_k3x9q2m7p1ab");
        assertThat(Identifier.derived("pg_x-k3x9q2m7p1ab")).startsWith("r_");
        assertThat(Identifier.derived("é".repeat(200) + "-k3x9q2m7p1ab")).hasSize(63).matches("[a-z_][a-z0-9_]*").endsWith("_k3x9q2m7p1ab");
    }

    @Test void namesAreMeasuredInBytes() {
        assertThat(Identifier.problem("é".repeat(31))).isNull();
        assertThat(Identifier.problem("é".repeat(32))).contains("63 bytes");
        assertThat(Identifier.problem("")).isNotNull();
        assertThat(Identifier.problem("pg_x")).contains("pg_");
    }
}
