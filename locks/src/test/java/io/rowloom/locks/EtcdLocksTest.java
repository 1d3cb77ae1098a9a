package io.rowloom.locks;

import io.rowloom.embedded.ServerProcess;

@Needs("etcd")
class EtcdLocksTest extends ServiceContract<ServerProcess> {
    EtcdLocksTest() {
        super(ServerProcess.etcd());
    }

    @Override
    String url(int port) {
        return "etcd://127.0.0.1:" + port + "/tests/locks?" + SESSION;
    }
}
