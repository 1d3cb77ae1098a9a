package io.rowloom.locks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A connection that can be frozen: nothing comes through, and nobody is told. */
final class Wire implements AutoCloseable {
    private final ServerSocket entrance;
    private final int target;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final Object gate = new Object();
    private boolean frozen;

    private Wire(int target) throws IOException {
        this.entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.target = target;
        Thread.startVirtualThread(this::accept);
    }

    static Wire to(int port) throws IOException {
        return new Wire(port);
    }

    int port() {
        return entrance.getLocalPort();
    }

    void freeze() {
        synchronized (gate) {
            frozen = true;
        }
    }

    void thaw() {
        synchronized (gate) {
            frozen = false;
            gate.notifyAll();
        }
    }

    private void accept() {
        try {
            while (true) {
                Socket near = entrance.accept();
                open.add(near);
                Socket far = new Socket(InetAddress.getLoopbackAddress(), target);
                open.add(far);
                Thread.startVirtualThread(() -> copy(near, far));
                Thread.startVirtualThread(() -> copy(far, near));
            }
        } catch (IOException _) {
            return; // closed
        }
    }

    private void copy(Socket from, Socket to) {
        byte[] buffer = new byte[8192];
        try (from; to) {
            for (int read = from.getInputStream().read(buffer); ; read = from.getInputStream().read(buffer)) {
                pass();
                if (read < 0) {
                    return;
                }
                to.getOutputStream().write(buffer, 0, read);
            }
        } catch (IOException _) {
            return; // one side is gone
        }
    }

    private void pass() throws IOException {
        synchronized (gate) {
            while (frozen) {
                try {
                    gate.wait();
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        }
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        thaw();
        for (Socket each : open) {
            each.close();
        }
    }
}
