package io.rowloom.benchmarks.locks;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What workers take for a Redis server, and no lock service worth the name. It speaks as much of the protocol as they do: locks are asked for by {@code SET … NX} and given back and
 * extended by scripts. Listens on a free port of the loopback address until it is closed.
 */
final class CrookedRedis implements AutoCloseable {
    /** What is wrong with it. */
    enum Way {
        /** Takes connections and never answers. */
        SILENT,
        /** Grants each lock to whoever asks, whatever it granted before. */
        GRANTS_ALL,
        /** Says of each lock that somebody else has it. */
        GRANTS_NONE
    }

    private static final String OK = "+OK\r\n";
    private static final String NOTHING = "$-1\r\n";
    private static final String UNKNOWN = "-ERR unknown command\r\n";

    private final Way way;
    private final ServerSocket server;
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();

    CrookedRedis(Way way) {
        this.way = way;
        try {
            this.server = new ServerSocket(0, 128, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("crooked-redis").start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                client.setTcpNoDelay(true); // else an answer waits for the one before to be acknowledged
                clients.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            } catch (IOException _) {
                return; // closed
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            DataInputStream in = new DataInputStream(new BufferedInputStream(client.getInputStream()));
            OutputStream out = client.getOutputStream();
            for (List<String> command = next(in); !command.isEmpty(); command = next(in)) {
                if (way != Way.SILENT) {
                    out.write(answer(command).getBytes(StandardCharsets.UTF_8));
                    out.flush();
                }
            }
        } catch (IOException _) {
            // the client is gone, or this server is
        } finally {
            clients.remove(client);
        }
    }

    private String answer(List<String> command) {
        return switch (command.getFirst().toUpperCase(Locale.ROOT)) {
            case "PING" -> "+PONG\r\n";
            case "CLIENT", "SELECT", "AUTH" -> OK;
            case "SET" -> way == Way.GRANTS_ALL ? OK : NOTHING;
            case "MGET" -> "*" + (command.size() - 1) + "\r\n" + NOTHING.repeat(command.size() - 1);
            case "EVAL" -> command.get(1).contains("pexpire") ? "*0\r\n" : ":1\r\n";
            default -> UNKNOWN;
        };
    }

    /** A command is an array of strings, each with its length before it. Empty at the end. */
    private static List<String> next(DataInputStream in) throws IOException {
        String head = line(in);
        if (head.isEmpty()) {
            return List.of();
        }
        int words = Integer.parseInt(head.substring(1));
        List<String> command = new ArrayList<>();
        for (int i = 0; i < words; i++) {
            byte[] text = new byte[Integer.parseInt(line(in).substring(1))];
            in.readFully(text);
            line(in);
            command.add(new String(text, StandardCharsets.UTF_8));
        }
        return command;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            if (c != '\r') {
                text.append((char) c);
            }
        }
        return text.toString();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (Socket client : clients) {
                client.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
