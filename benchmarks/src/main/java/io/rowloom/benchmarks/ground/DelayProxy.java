package io.rowloom.benchmarks.ground;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;

/**
 * Makes the way to a server longer: each byte arrives half of the delay later, in either direction, so a round trip takes the whole delay more. What
 * is on its way does not hold up what follows: many requests may be under way at once. A sleep is up to 0.1 ms too long. And it can cut the way.
 */
public final class DelayProxy implements AutoCloseable {
    private static final long LOOK_NANOS = 5_000_000;
    private static final int CHUNK = 16_384;
    private static final int ON_THE_WAY = 1_024;

    private final ServerSocket entrance;
    private final InetSocketAddress target;
    private final long halfNanos;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private volatile boolean cut;

    private record Piece(byte[] bytes, long due) {
        boolean isEnd() {
            return bytes.length == 0;
        }
    }

    private DelayProxy(ServerSocket entrance, InetSocketAddress target, long halfNanos) {
        this.entrance = entrance;
        this.target = target;
        this.halfNanos = halfNanos;
    }

    public static DelayProxy to(String host, int port, int delayMillis) throws IOException {
        var proxy = new DelayProxy(new ServerSocket(0, 200, InetAddress.getLoopbackAddress()), new InetSocketAddress(host, port),
                delayMillis * 500_000L);
        Thread.startVirtualThread(proxy::accept);
        return proxy;
    }

    public int port() {
        return entrance.getLocalPort();
    }

    /** From now on nothing comes through, in neither direction, and nobody is told: as when a cable is cut. Connections stay; new ones seem to be made. */
    public void cut() {
        cut = true;
    }

    private void accept() {
        try {
            while (true) {
                Socket near = entrance.accept();
                Thread.startVirtualThread(() -> connect(near));
            }
        } catch (IOException _) {
            return; // closed
        }
    }

    private void connect(Socket near) {
        Socket far = new Socket();
        open.addAll(List.of(near, far));
        try {
            far.connect(target);
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            carry(near, far);
            carry(far, near);
        } catch (IOException _) {
            end(near, far);
        }
    }

    private void carry(Socket from, Socket to) {
        BlockingQueue<Piece> way = new ArrayBlockingQueue<>(ON_THE_WAY);
        Thread.startVirtualThread(() -> take(from, way));
        Thread.startVirtualThread(() -> {
            give(way, to);
            end(from, to);
        });
    }

    private void take(Socket from, BlockingQueue<Piece> way) {
        byte[] buffer = new byte[CHUNK];
        try {
            for (int read = 0; read >= 0; ) {
                try {
                    read = from.getInputStream().read(buffer);
                } catch (IOException _) {
                    read = -1;
                }
                way.put(new Piece(Arrays.copyOf(buffer, Math.max(0, read)), System.nanoTime() + halfNanos));
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void give(BlockingQueue<Piece> way, Socket to) {
        try {
            for (Piece piece = way.take(); !piece.isEnd(); piece = way.take()) {
                for (long left = piece.due() - System.nanoTime(); left > 0; left = piece.due() - System.nanoTime()) {
                    LockSupport.parkNanos(left);
                }
                while (cut && !to.isClosed()) {
                    LockSupport.parkNanos(LOOK_NANOS);
                }
                to.getOutputStream().write(piece.bytes());
            }
        } catch (IOException _) {
            return; // the other side is gone
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private void end(Socket... sockets) {
        for (Socket socket : sockets) {
            open.remove(socket);
            try {
                socket.close();
            } catch (IOException _) {
                continue; // it is closed all the same
            }
        }
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        end(open.toArray(Socket[]::new));
    }
}
