package io.rowloom.locks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rowloom.embedded.ServerProcess;
import io.rowloom.lock.Locks;
import java.time.Duration;
import org.junit.jupiter.api.Test;

@Needs("/usr/sbin/mariadbd")
class MysqlLocksTest extends ServiceContract<ServerProcess> {
    MysqlLocksTest() {
        super(ServerProcess.mariadb());
    }

    @Override
    String url(int port) {
        return "mysql://root@127.0.0.1:" + port + "/mysql?" + SESSION;
    }

    @Test
    void aWrongPasswordLeavesItWithoutHelpAndSaysSo() {
        Locks locks = open("mysql://root:wrongone@127.0.0.1:" + server.port() + "/mysql?" + SESSION);
        await().atMost(LONG).untilAsserted(() -> assertThat(locks.tryLock(key, Duration.ZERO).toString()).contains("Unavailable", "Access denied",
                "look at user and password in the URL").doesNotContain("wrongone", "\n"));
    }
}
