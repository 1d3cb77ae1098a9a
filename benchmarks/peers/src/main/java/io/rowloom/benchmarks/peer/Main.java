package io.rowloom.benchmarks.peer;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * A worker process of a peer. Its address is in the environment: {@code PEER_URL}, {@code PEER_USER}, {@code PEER_PASSWORD}, {@code PEER_SCHEMA}. Says {@code ready} and then three
 * lines, {@link Peer#setup}, {@link Peer#left} and {@link Peer#clean}; answers {@code submit N} when they are handed in, and {@code done} with how many it has done since it was
 * last asked, and when the first of them; ends with its input.
 */
public final class Main {
    private Main() {}

    private interface Making {
        Peer at(Place place) throws Exception;
    }

    private static final Map<String, Making> PEERS = Map.of("db-scheduler", DbSchedulerPeer::new, "jobrunr", JobRunrPeer::new, "quartz", QuartzPeer::new, "dbos", DbosPeer::new);

    /** @param arguments the peer's name and the number of this process */
    public static void main(String[] arguments) {
        PrintStream out = System.out;
        System.setOut(System.err); // what peers say of themselves must not come between
        int code = 1;
        try (Peer peer = Optional.ofNullable(PEERS.get(arguments[0])).orElseThrow().at(place(Integer.parseInt(arguments[1])));
                BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            peer.start();
            out.println("ready\n" + peer.setup() + "\n" + peer.left() + "\n" + peer.clean());
            serve(peer, in, out);
            code = 0;
        } catch (Exception e) {
            e.printStackTrace();
        }
        System.exit(code); // some leave threads behind
    }

    private static Place place(int number) {
        return new Place(System.getenv("PEER_URL"), System.getenv("PEER_USER"), System.getenv("PEER_PASSWORD"), System.getenv("PEER_SCHEMA"), number);
    }

    private static void serve(Peer peer, BufferedReader in, PrintStream out) throws Exception {
        for (Optional<String> line = line(in); line.isPresent(); line = line(in)) {
            String[] words = line.get().split(" ");
            switch (words[0]) {
                case "submit" -> {
                    peer.submit(Integer.parseInt(words[1]));
                    out.println("submitted");
                }
                case "done" -> out.println(Done.take());
                default -> throw new IOException("what is '" + line.get() + "'?");
            }
        }
    }

    private static Optional<String> line(BufferedReader in) throws IOException {
        return Optional.ofNullable(in.readLine());
    }
}
