package io.rowloom.cli.database;

import io.rowloom.cli.config.Config;
import io.rowloom.cli.config.SecretsKey;
import io.rowloom.db.DatabaseUrl;
import io.rowloom.db.WrongSecretsKeyException;
import io.rowloom.embedded.EmbeddedDatabase;
import io.rowloom.embedded.EmbeddedDatabaseException;
import io.rowloom.embedded.ServerStatus;
import io.rowloom.embedded.StopMode;
import io.rowloom.schema.Migrations;
import io.rowloom.schema.SchemaException;
import io.rowloom.schema.SchemaStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The database that the settings give, or the embedded one, which is started, migrated and given a key without being asked. */
public final class ConfiguredDatabases implements Databases {
    private static final String MIGRATE = "run 'rowloom db migrate'";

    @Override
    public Database open(Config config) {
        return guarded(() -> {
            Place place = place(config);
            checkSchema(place);
            return place.open(config);
        });
    }

    @Override
    public List<String> migrate(Config config) {
        return guarded(() -> {
            Place place = place(config);
            List<String> done = Migrations.migrate(place.dataSource()).stream().map(m -> "migrated to version " + m.version() + ": " + m.description()).toList();
            return done.isEmpty() ? List.of("The schema of " + place.url() + " is of this version (" + Migrations.wanted() + ") already.") : done;
        });
    }

    @Override
    public Status status(Config config) {
        return guarded(() -> {
            Path server = server(config);
            if (config.db().isEmpty() && !(EmbeddedDatabase.status(server) instanceof ServerStatus.Running)) {
                boolean absent = EmbeddedDatabase.status(server) instanceof ServerStatus.Absent;
                return new Status("embedded, in " + server, absent ? "not made yet; the first verb that needs it makes it"
                        : "stopped; the next verb that needs it starts it", "-", true);
            }
            Place place = place(config);
            SchemaStatus schema = Migrations.status(place.dataSource());
            return new Status(place.url().display(), "running", told(schema), schema instanceof SchemaStatus.Current);
        });
    }

    @Override
    public String stop(Config config) {
        return guarded(() -> {
            if (config.db().isPresent()) {
                return "The database " + config.db().get() + " is not Rowloom's own: it was left alone.";
            }
            return EmbeddedDatabase.stop(server(config), StopMode.FAST) ? "The embedded database in " + server(config) + " was stopped."
                    : "No embedded database runs in " + server(config) + ".";
        });
    }

    private static Path server(Config config) {
        return config.dataDirectory().resolve("postgresql");
    }

    private static Place place(Config config) {
        Optional<DatabaseUrl> given = config.db();
        if (given.isPresent()) {
            return new Place(given.get(), config.secretsKey(), false);
        }
        EmbeddedDatabase server = EmbeddedDatabase.startOrAttach(server(config));
        SecretsKey key = config.secretsKey().orElseGet(() -> KeyFile.readOrMake(config.dataDirectory().resolve("secrets.key")));
        DatabaseUrl url = new DatabaseUrl(server.address().url(), server.address().user(), Optional.of(server.address().password()),
                "embedded, in " + server(config) + ", port " + server.port());
        return new Place(url, Optional.of(key), true);
    }

    private static void checkSchema(Place place) {
        SchemaStatus schema = Migrations.status(place.dataSource());
        if (place.embedded() && !(schema instanceof SchemaStatus.TooNew)) {
            if (!(schema instanceof SchemaStatus.Current)) {
                Migrations.migrate(place.dataSource());
            }
        } else if (!(schema instanceof SchemaStatus.Current)) {
            throw new DatabaseException("the database " + place.url() + " cannot be used: " + told(schema));
        }
    }

    private static String told(SchemaStatus schema) {
        return switch (schema) {
            case SchemaStatus.Current current -> "version " + current.version() + ", as it should be";
            case SchemaStatus.Missing _ -> "it has no schema yet: " + MIGRATE;
            case SchemaStatus.Old old -> "its schema is of version " + old.found() + ", and this program needs " + old.wanted() + ": " + MIGRATE;
            case SchemaStatus.TooNew tooNew -> "its schema is of version " + tooNew.found() + ", which a later release made; this program works with "
                    + tooNew.wanted() + ": use the later release";
        };
    }

    private static <T> T guarded(Supplier<T> action) {
        try {
            return action.get();
        } catch (SchemaException | EmbeddedDatabaseException | WrongSecretsKeyException e) {
            throw new DatabaseException(String.valueOf(e.getMessage()), e);
        }
    }
}
