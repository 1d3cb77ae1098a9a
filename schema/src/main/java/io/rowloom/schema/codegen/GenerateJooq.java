package io.rowloom.schema.codegen;

import io.rowloom.embedded.DatabaseAddress;
import io.rowloom.embedded.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jooq.codegen.GenerationTool;
import org.jooq.meta.jaxb.Configuration;
import org.jooq.meta.jaxb.Database;
import org.jooq.meta.jaxb.ForcedType;
import org.jooq.meta.jaxb.Generate;
import org.jooq.meta.jaxb.Generator;
import org.jooq.meta.jaxb.Jdbc;
import org.jooq.meta.jaxb.Logging;
import org.jooq.meta.jaxb.Target;

/** Writes the schema as jOOQ classes into the directory named by the only argument, unless they are there and nothing they depend on has changed. */
public final class GenerateJooq {
    private static final String PACKAGE = "io.rowloom.db.jooq";

    private GenerateJooq() {}

    public static void main(String[] args) throws Exception {
        var directory = Path.of(args[0]);
        var stamp = directory.resolveSibling(directory.getFileName() + ".stamp");
        var inputs = Inputs.fingerprint();
        if (Files.isDirectory(directory) && Files.exists(stamp) && Files.readString(stamp).equals(inputs)) {
            return;
        }
        Files.deleteIfExists(stamp);
        try (var server = TestDatabase.fresh()) {
            var address = server.createDatabase();
            MigratedDatabase.fill(address);
            GenerationTool.generate(configuration(address, directory));
        }
        Files.writeString(stamp, inputs);
    }

    private static Configuration configuration(DatabaseAddress address, Path directory) {
        var database = new Database().withName("org.jooq.meta.postgres.PostgresDatabase").withInputSchema("public").withOutputSchemaToDefault(true)
            .withExcludes("schema_history").withIncludeSystemIndexes(false).withIncludeDomains(false)
            .withForcedTypes(new ForcedType().withName("INSTANT").withIncludeTypes("timestamp.*with\\s+time.*"));
        var generate = new Generate().withRecords(false).withGeneratedAnnotation(false).withGeneratedAnnotationDate(false).withJavaTimeTypes(true);
        return new Configuration().withLogging(Logging.WARN)
            .withJdbc(new Jdbc().withDriver("org.postgresql.Driver").withUrl(address.url()).withUser(address.user()).withPassword(address.password()))
            .withGenerator(new Generator().withDatabase(database).withGenerate(generate)
                .withTarget(new Target().withPackageName(PACKAGE).withDirectory(directory.toString()).withClean(true)));
    }
}
