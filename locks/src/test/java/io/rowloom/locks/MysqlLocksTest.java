package io.rowloom.locks;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class MysqlLocksTest extends ServiceContract {
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = ServerProcess.mariadb();
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
        return "mysql://root@127.0.0.1:" + port + "/mysql?" + SESSION;
    }
}
