package io.rowloom.embedded;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A real server on a free loopback port, which ends with this process at the latest. */
public interface TestServer extends AutoCloseable {
    int port();

    /** At once (SIGKILL). Returns when it is gone. */
    void kill();

    /** On the same port, with nothing in it. */
    void startEmpty();

    @Override
    void close();

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
