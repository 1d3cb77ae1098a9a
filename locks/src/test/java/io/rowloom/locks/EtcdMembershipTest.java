package io.rowloom.locks;

import io.rowloom.embedded.ServerProcess;

@Needs("etcd")
class EtcdMembershipTest extends MembershipServiceContract<ServerProcess> {
    EtcdMembershipTest() {
        super(ServerProcess.etcd());
    }

    @Override
    String url(int port) {
        return "etcd://127.0.0.1:" + port;
    }
}
