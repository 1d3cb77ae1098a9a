package io.rowloom.locks;

class ZookeeperLocksTest extends ServiceContract<ServerProcess> {
    ZookeeperLocksTest() {
        super(ServerProcess.zookeeper());
    }

    @Override
    String url(int port) {
        return "zookeeper://127.0.0.1:" + port + "/tests/locks?" + SESSION;
    }
}
