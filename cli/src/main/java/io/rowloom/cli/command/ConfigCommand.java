package io.rowloom.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.rowloom.cli.config.Configuration;
import io.rowloom.cli.config.Key;
import io.rowloom.cli.config.SecretsKey;
import io.rowloom.cli.output.ExitCode;
import io.rowloom.cli.output.Json;
import io.rowloom.cli.output.Table;
import java.security.SecureRandom;
import java.util.List;
import picocli.CommandLine.Command;

@Command(name = "config", header = "Show every setting that is in force, and where it comes from.",
        description = "Flags win over the environment (ROWLOOM_…), that over the file, that over the default. Secrets are masked.",
        footer = {"Examples:", "  rowloom config", "  rowloom config generate-key > rowloom.key && chmod 600 rowloom.key"})
@Verbs(ConfigCommand.GenerateKey.class)
final class ConfigCommand extends Verb {
    @Override
    ExitCode run() {
        Configuration configuration = rowloom().configuration();
        ArrayNode data = Json.array();
        for (Key key : Key.values()) {
            data.add(Json.object().put("setting", key.key()).put("value", configuration.shown(key)).put("source", configuration.source(key))
                    .put("environment", key.environmentName()).put("description", key.description()));
        }
        rowloom().printer().print(data, () -> {
            Table table = new Table("SETTING", "VALUE", "FROM", "ENVIRONMENT", "WHAT IT IS");
            for (Key key : Key.values()) {
                table.row(key.key(), configuration.shown(key).isEmpty() ? "-" : configuration.shown(key), configuration.source(key), key.environmentName(),
                        key.description());
            }
            return table;
        });
        return ExitCode.DONE;
    }

    @Command(name = "generate-key", header = "Print a fresh key for secrets: 32 random bytes in base64.",
            description = {"Give it to every process of a database as secrets.key or secrets.key-file. Keep it: without it, stored secrets are lost.",
                    "The embedded database has a key of its own already."},
            footer = {"Example:", "  (umask 077; rowloom config generate-key > rowloom.key); export ROWLOOM_SECRETS_KEY_FILE=$PWD/rowloom.key"})
    static final class GenerateKey extends Verb {
        @Override
        ExitCode run() {
            String key = SecretsKey.generate(new SecureRandom()).base64();
            rowloom().printer().printLines(Json.object().put("key", key), () -> List.of(key));
            return ExitCode.DONE;
        }
    }
}
