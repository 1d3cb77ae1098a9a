package io.rowloom.schema.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.embedded.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SchemaDumpTest {
    @Test
    void theFileShowsWhatTheMigrationsMake() throws Exception {
        try (var server = TestDatabase.fresh()) {
            assertThat(Files.readString(Path.of("schema.sql"))).as("schema/schema.sql is out of date; to renew it: " + SchemaDump.RENEW)
                .isEqualTo(SchemaDump.of(MigratedDatabase.on(server)));
        }
    }

    @Test
    void theFileRunsAndMakesTheSame() throws Exception {
        var file = Files.readString(Path.of("schema.sql"));
        try (var server = TestDatabase.fresh()) {
            var database = server.createDatabase().dataSource();
            try (var connection = database.getConnection(); var statement = connection.createStatement()) {
                statement.execute(file);
            }
            assertThat(SchemaDump.of(database)).isEqualTo(file);
        }
    }
}
