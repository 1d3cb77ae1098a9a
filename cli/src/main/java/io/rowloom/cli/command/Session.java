package io.rowloom.cli.command;

import io.rowloom.cli.config.Config;
import io.rowloom.cli.database.Database;
import io.rowloom.cli.output.ExitCode;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackId;
import io.rowloom.store.Store;
import io.rowloom.value.Fingerprint;
import java.util.Optional;
import java.util.UUID;

/** What a verb needs that works on the database. Resource types are loaded when they are first asked for. Not thread-safe. */
final class Session implements AutoCloseable {
    private final Config config;
    private final Database database;
    private Optional<ResourceTypes> types = Optional.empty();

    private Session(Config config, Database database) {
        this.config = config;
        this.database = database;
    }

    static Session open(Rowloom rowloom) {
        return open(rowloom, rowloom.configuration().config());
    }

    static Session open(Rowloom rowloom, Config config) {
        return new Session(config, rowloom.surroundings().databases().open(config));
    }

    Config config() {
        return config;
    }

    Database database() {
        return database;
    }

    Store store() {
        return database.store();
    }

    ResourceTypes types() {
        if (types.isEmpty()) {
            types = Optional.of(Plugins.load(config.plugins()));
        }
        return types.orElseThrow();
    }

    Fingerprint fingerprint() {
        return database.fingerprint();
    }

    /** A stack by name, or by id; by id also a deleted one. */
    Stack stack(String nameOrId) {
        return store().stacks().find(config.tenant(), nameOrId)
                .or(() -> id(nameOrId).flatMap(store().stacks()::find).filter(stack -> stack.tenant().equals(config.tenant())))
                .orElseThrow(() -> new Refusal(ExitCode.NOT_FOUND,
                        "there is no stack " + nameOrId + " of tenant " + config.tenant() + " ('rowloom stack list' shows what there is)"));
    }

    private static Optional<StackId> id(String text) {
        try {
            return Optional.of(new StackId(UUID.fromString(text)));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        database.close();
    }
}
