package io.rowloom.benchmarks.ground;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class DelayProxyTest {
    private static final int DELAY = 20;

    /** Sends back what it gets. */
    private static ServerSocket echo() throws IOException {
        ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(() -> {
            try (Socket socket = server.accept()) {
                socket.getInputStream().transferTo(socket.getOutputStream());
            } catch (IOException _) {
                return;
            }
        });
        return server;
    }

    @Test
    void aRoundTripTakesTheDelayLongerAndManyAreUnderWayAtOnce() throws IOException {
        try (ServerSocket server = echo(); DelayProxy proxy = DelayProxy.to("127.0.0.1", server.getLocalPort(), DELAY);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            socket.setTcpNoDelay(true);
            long start = System.nanoTime();
            for (int i = 0; i < 50; i++) {
                socket.getOutputStream().write(i);
            }
            assertThat(socket.getInputStream().readNBytes(50)).hasSize(50).startsWith(0, 1, 2).endsWith(49);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(DELAY), Duration.ofMillis(50 * DELAY));
        }
    }

    @Test
    void theEndOfOneSideIsTheEndOfTheOther() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                DelayProxy proxy = DelayProxy.to("127.0.0.1", server.getLocalPort(), DELAY);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            server.accept().close();
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void afterACutNothingComesThroughAndNobodyIsTold() throws IOException {
        try (ServerSocket server = echo(); DelayProxy proxy = DelayProxy.to("127.0.0.1", server.getLocalPort(), 0);
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            socket.getOutputStream().write(7);
            assertThat(socket.getInputStream().read()).isEqualTo(7);
            proxy.cut();
            socket.getOutputStream().write(8);
            socket.setSoTimeout(10 * DELAY);
            assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        }
    }
}
