package io.rowloom.locks;

import io.rowloom.embedded.ServerProcess;

@Needs("/usr/share/java/zookeeper.jar")
class ZookeeperMembershipTest extends MembershipServiceContract<ServerProcess> {
    ZookeeperMembershipTest() {
        super(ServerProcess.zookeeper());
    }

    @Override
    String url(int port) {
        return "zookeeper://127.0.0.1:" + port + "/tests/engines";
    }
}
