package io.rowloom.locks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowloom.embedded.ServerProcess;
import io.rowloom.embedded.TestServer;
import io.rowloom.lock.Attempt;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

@Needs("redis-server")
class RedisLocksTest extends ServiceContract<ServerProcess> {
    RedisLocksTest() {
        super(ServerProcess.redis());
    }

    @Override
    String url(int port) {
        return "redis://127.0.0.1:" + port + "/3?" + SESSION;
    }

    @Test
    void logsIn() {
        try (TestServer guarded = ServerProcess.redis(List.of("--requirepass", "p@ss"))) {
            String address = "@127.0.0.1:" + guarded.port() + "?" + SESSION;
            got(open("redis://:p%40ss" + address).tryLock(key, Duration.ZERO));
            Attempt wrong = open("redis://:other" + address).tryLock(key, Duration.ZERO);
            assertThat(wrong).isInstanceOf(Attempt.Unavailable.class);
            assertThat(wrong.toString()).doesNotContain("other");
        }
    }

    @Test
    void whatRedisHasNoWayForIsRefused() {
        assertThatThrownBy(() -> open("redis://one,two")).isInstanceOf(LockServiceRefusedException.class).hasMessageContaining("one host");
        assertThatThrownBy(() -> open("redis://one/locks")).isInstanceOf(LockServiceRefusedException.class).hasMessageContaining("number of a database");
    }
}
