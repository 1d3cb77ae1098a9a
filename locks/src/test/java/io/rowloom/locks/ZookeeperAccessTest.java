package io.rowloom.locks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowloom.embedded.ServerProcess;
import io.rowloom.lock.Attempt;
import io.rowloom.lock.LockKey;
import io.rowloom.lock.Locks;
import java.time.Duration;
import org.apache.curator.framework.CuratorFramework;
import org.apache.curator.framework.CuratorFrameworkFactory;
import org.apache.curator.retry.RetryOneTime;
import org.apache.zookeeper.KeeperException;
import org.junit.jupiter.api.Test;

@Needs("/usr/share/java/zookeeper.jar")
class ZookeeperAccessTest extends AccessContract {
    @Test
    void whatIsMadeWithALoginIsForThatLoginAlone() throws Exception {
        try (var server = ServerProcess.zookeeper()) {
            String address = "127.0.0.1:" + server.port() + "/tests/mine?";
            works("zookeeper://worker:p%40ss@" + address);
            isOfNoHelp("zookeeper://worker:wrongone@" + address, "wrongone", "NoAuth", "look at user and password in the URL");
            isOfNoHelp("zookeeper://" + address, "p@ss", "NoAuth", "look at user and password in the URL");
            try (Locks locks = locks("zookeeper://worker:p%40ss@" + address + SESSION); CuratorFramework anybody = client(server)) {
                assertThat(locks.tryLock(new LockKey("held"), Duration.ZERO)).isInstanceOf(Attempt.Got.class);
                assertThatThrownBy(() -> anybody.delete().forPath("/tests/mine/held")).isInstanceOf(KeeperException.NoAuthException.class);
            }
        }
    }

    private static CuratorFramework client(ServerProcess server) throws InterruptedException {
        var client = CuratorFrameworkFactory.newClient("127.0.0.1:" + server.port(), new RetryOneTime(10));
        client.start();
        client.blockUntilConnected();
        return client;
    }
}
