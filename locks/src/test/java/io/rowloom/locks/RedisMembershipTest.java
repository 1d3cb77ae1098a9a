package io.rowloom.locks;

import io.rowloom.embedded.ServerProcess;

@Needs("redis-server")
class RedisMembershipTest extends MembershipServiceContract<ServerProcess> {
    RedisMembershipTest() {
        super(ServerProcess.redis());
    }

    @Override
    String url(int port) {
        return "redis://127.0.0.1:" + port + "/3";
    }
}
