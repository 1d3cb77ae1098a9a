package io.rowloom.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The main example on a real server: created, updated while it is being created, deleted. */
class MainExampleIT {
    @RegisterExtension
    static final Cluster CLUSTER = Cluster.withWorkers("one", "two");
    private static final Pattern URL = Pattern.compile("postgresql://([^:]+):([^@]+)@([^/]+)/(.+)");

    private static String example(String file) {
        return Build.EXAMPLES.resolve("app-database").resolve(file).toString();
    }

    private static List<String> inTheServer() {
        return CLUSTER.rows().column("SELECT 'role ' || rolname FROM pg_roles WHERE rolname LIKE 'bakery%' "
                + "UNION ALL SELECT 'database ' || datname FROM pg_database WHERE datname LIKE 'bakery%' ORDER BY 1");
    }

    @Test
    void theMainExampleIsUpdatedWhileItIsCreated() throws IOException, SQLException {
        String parameters = Files.writeString(CLUSTER.directory().resolve("bakery.yaml"), "parameters:\n  app: bakery\n  directory: %s\n  server: \"%s\"\n"
                .formatted(CLUSTER.reality().files(""), CLUSTER.address().urlWithPassword())).toString();
        CLUSTER.run("stack", "create", "bakery", "-t", example("app-database.yaml"), "-e", parameters).exits(0);
        await().atMost(Duration.ofSeconds(60)).until(() -> inTheServer().contains("database bakery"));
        assertThat(CLUSTER.rows().stackState("bakery")).isEqualTo("CREATE_IN_PROGRESS");
        CLUSTER.run("stack", "update", "bakery", "-t", example("update.yaml"), "-e", parameters, "--wait").exits(0);

        assertThat(inTheServer()).containsExactly("database bakery", "role bakery_app", "role bakery_owner", "role bakery_reader");
        assertThat(CLUSTER.reality().files()).containsOnlyKeys("bakery.properties");
        assertThat(CLUSTER.reality().files().get("bakery.properties")).contains("reporting.schema=reporting", "database.schema=app");
        assertThat(CLUSTER.run("stack", "outputs", "bakery", "login").exits(0).text()).isEqualTo("bakery_app is logged in to bakery");
        assertThat(CLUSTER.rows().column("SELECT name FROM resource WHERE name = 'scheduler' AND current")).isEmpty();
        theApplicationCanLogIn(CLUSTER.run("stack", "outputs", "bakery", "connection_url", "--reveal").exits(0).text());

        CLUSTER.run("stack", "delete", "bakery", "--wait").exits(0);
        assertThat(inTheServer()).isEmpty();
        assertThat(CLUSTER.reality().files()).isEmpty();
    }

    private static void theApplicationCanLogIn(String url) throws SQLException {
        Matcher parts = URL.matcher(url);
        assertThat(parts.matches()).isTrue();
        try (Connection connection = DriverManager.getConnection("jdbc:postgresql://" + parts.group(3) + "/" + parts.group(4), parts.group(1), parts.group(2));
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE app.bread (id int)");
        }
    }
}
