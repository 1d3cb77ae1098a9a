package io.rowloom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A hidden parameter and a generated password reach the command that needs them, and nobody else. */
class SecretsIT {
    @RegisterExtension
    static final Cluster CLUSTER = Cluster.withWorkers("one").with("ROWLOOM_LOG_LEVEL", "trace");
    private static final String HIDDEN = "h1dden-Zebra-sentinel";
    private static final String TEMPLATE = """
            heat_template_version: 2021-04-16
            parameters:
              token: {type: string, hidden: true}
              gate: {type: string}
            resources:
              password: {type: OS::Heat::RandomString, properties: {length: 40}}
              both:
                type: OS::Heat::Value
                properties: {value: {list_join: ['/', [{get_param: token}, {get_attr: [password, value]}]]}}
              user:
                type: Rowloom::Exec
                properties:
                  environment: {SECRETS: {get_attr: [both, value]}}
                  create: |
                    echo "$SECRETS" >"$WORLD/things/$ROWLOOM_PHYSICAL_NAME"
                    %s
                    echo "made with $SECRETS"
                  delete: rm -f "$WORLD/things/$ROWLOOM_PHYSICAL_NAME"
            outputs:
              both: {value: {get_attr: [both, value]}}
              said: {value: {get_attr: [user, stdout]}}
            """;
    private static final String WAIT = "echo begin create s user p k 1 >>\"$WORLD/journal\"; until [ -e \"$WORLD/gates/user\" ]; do [ -d \"$WORLD\" ] || exit 1; sleep 0.05; done";
    private static final String FAIL = "echo \"no luck with $SECRETS\" >&2; exit 3";

    private final List<String> printed = new ArrayList<>();

    private Run run(String... arguments) {
        Run run = CLUSTER.run(arguments);
        printed.add("rowloom " + run.verb() + "\n" + run.everything());
        return run;
    }

    private static String file(String name, String text) throws IOException {
        return Files.writeString(CLUSTER.directory().resolve(name), text).toString();
    }

    /** The arguments of every process of this machine that may be read, as any user of it sees them. */
    private static String processArguments() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : processes.filter(path -> path.getFileName().toString().matches("\\d+")).toList()) {
                try {
                    all.append(Files.readString(process.resolve("cmdline")).replace('\0', ' ')).append('\n');
                } catch (IOException _) {
                    // ended meanwhile
                }
            }
        }
        return all.toString();
    }

    @Test
    void secretsAreNowhereInClear() throws IOException {
        String waiting = file("waiting.yaml", TEMPLATE.formatted(WAIT));
        String failing = file("failing.yaml", TEMPLATE.formatted(FAIL));
        String environment = file("environment.yaml", "parameters: {token: " + HIDDEN + ", gate: x}\n");

        run("stack", "create", "safe", "-t", waiting, "-e", environment).exits(0);
        CLUSTER.reality().awaitBegun("user", 1);
        String arguments = processArguments();
        CLUSTER.reality().open("user");
        run("stack", "wait", "safe").exits(0);
        String both = CLUSTER.run("stack", "outputs", "safe", "both", "--reveal").exits(0).text();
        assertThat(both).startsWith(HIDDEN + "/").hasSize(HIDDEN.length() + 41);
        assertThat(CLUSTER.reality().things()).containsValue(both);
        run("stack", "update", "safe", "-t", failing, "-e", environment, "--on-failure", "stop", "--wait").exits(1);
        look();

        for (String secret : List.of(HIDDEN, both.substring(HIDDEN.length() + 1))) {
            assertThat(arguments).as("arguments of processes").doesNotContain(secret);
            assertThat(CLUSTER.rows().dump()).as("tables").doesNotContain(secret);
            assertThat(CLUSTER.logs()).as("logs of workers").doesNotContain(secret);
            assertThat(printed).as("printed").noneMatch(text -> text.contains(secret));
        }
        assertThat(CLUSTER.rows().dump()).contains("no luck with");
        run("stack", "delete", "safe", "--wait").exits(0);
        assertThat(CLUSTER.reality().things()).isEmpty();
    }

    private void look() {
        for (String format : List.of("table", "json")) {
            run("stack", "show", "safe", "-o", format).exits(0);
            run("stack", "outputs", "safe", "-o", format).exits(0);
            run("stack", "events", "safe", "-o", format).exits(0);
            run("stack", "template", "safe", "-o", format).exits(0);
        }
        for (String resource : List.of("user", "both", "password")) {
            run("stack", "resources", "safe", "--name", resource, "-o", "yaml").exits(0);
        }
        run("config").exits(0);
        run("db", "status").exits(0);
    }
}
