package io.rowloom.locks;

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
