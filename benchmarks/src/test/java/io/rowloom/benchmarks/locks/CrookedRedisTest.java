package io.rowloom.benchmarks.locks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SetArgs;
import io.lettuce.core.api.sync.RedisCommands;
import io.rowloom.benchmarks.locks.CrookedRedis.Way;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** By the client that workers have. */
class CrookedRedisTest {
    private static void with(Way way, Consumer<RedisCommands<String, String>> asking) {
        try (CrookedRedis server = new CrookedRedis(way);
                RedisClient client = RedisClient.create(RedisURI.builder().withHost("127.0.0.1").withPort(server.port()).withTimeout(Duration.ofMillis(300)).build())) {
            asking.accept(client.connect().sync());
        }
    }

    @Test
    void oneThatGrantsToAllDoesSoTwice() {
        with(Way.GRANTS_ALL, redis -> {
            assertThat(redis.set("lock", "mine", SetArgs.Builder.nx())).isEqualTo("OK");
            assertThat(redis.set("lock", "yours", SetArgs.Builder.nx())).isEqualTo("OK");
            assertThat(redis.<List<Long>>eval("return pexpire", ScriptOutputType.MULTI, "lock")).isEmpty();
            assertThat(redis.<Long>eval("return del", ScriptOutputType.INTEGER, "lock")).isEqualTo(1);
        });
    }

    @Test
    void oneThatGrantsToNobodySaysThatItIsTaken() {
        with(Way.GRANTS_NONE, redis -> {
            assertThat(redis.set("lock", "mine", SetArgs.Builder.nx())).isNull();
            assertThat(redis.mget("lock", "other")).hasSize(2).noneMatch(value -> value.hasValue());
        });
    }

    @Test
    void aSilentOneLeavesOneWaiting() {
        assertThatThrownBy(() -> with(Way.SILENT, RedisCommands::ping)).isInstanceOf(RedisException.class);
    }
}
