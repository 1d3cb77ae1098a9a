package io.rowloom.locks;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class ZookeeperLocksTest extends ServiceContract {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = ServerProcess.zookeeper();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Override
    TestServer server() {
        return server;
    }

    @Override
    String url(int port) {
        return "zookeeper://127.0.0.1:" + port + "/tests/locks?" + SESSION;
    }
}
