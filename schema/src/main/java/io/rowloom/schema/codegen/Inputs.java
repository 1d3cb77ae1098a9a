package io.rowloom.schema.codegen;

import io.rowloom.schema.Migrations;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.jooq.Constants;

/** All that the generated classes depend on: the migrations, the generator and jOOQ. */
final class Inputs {
    private Inputs() {}

    static String fingerprint() throws IOException {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(Constants.FULL_VERSION.getBytes(StandardCharsets.UTF_8));
            var files = Stream.concat(Migrations.ALL.stream().map(migration -> "/io/rowloom/schema/" + migration.file()),
                Stream.of(GenerateJooq.class, MigratedDatabase.class).map(type -> "/" + type.getName().replace('.', '/') + ".class")).toList();
            for (var file : files) {
                try (var content = Inputs.class.getResourceAsStream(file)) {
                    if (content == null) {
                        throw new IllegalStateException("The class path lacks " + file);
                    }
                    digest.update(content.readAllBytes());
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
