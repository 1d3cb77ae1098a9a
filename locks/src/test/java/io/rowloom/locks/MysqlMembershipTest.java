package io.rowloom.locks;

import io.rowloom.embedded.ServerProcess;

@Needs("/usr/sbin/mariadbd")
class MysqlMembershipTest extends MembershipServiceContract<ServerProcess> {
    MysqlMembershipTest() {
        super(ServerProcess.mariadb());
    }

    @Override
    String url(int port) {
        return "mysql://root@127.0.0.1:" + port + "/mysql";
    }
}
