package io.rowloom.db;

import io.rowloom.engine.EngineId;
import io.rowloom.store.Hint;
import io.rowloom.store.Hints;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Hints by NOTIFY and LISTEN, on two connections of their own: a NOTIFY takes a lock of the whole server at its commit, so it must not slow other commits down, and a pool
 * would hand a listening connection on. Many announcements of a kind become one, at most each 5 ms. The payload says what a hint is about, or who is asked to renew; one that is
 * not understood, of another version, may be about anything. Both connections are made when first needed, and again when lost.
 */
final class PgHints implements Hints, AutoCloseable {
    private static final String CHANNEL = "rowloom";
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long RECONNECT_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final int LISTEN_MILLIS = 60_000;

    private final PgSettings settings;
    private final Properties properties;
    private final List<Listening> listeners = new CopyOnWriteArrayList<>();
    private final Set<Hint> due = ConcurrentHashMap.newKeySet();
    private final Set<EngineId> toRenew = ConcurrentHashMap.newKeySet();
    private @Nullable Thread announcer;
    private @Nullable Thread listener;
    private volatile @Nullable Connection listening;
    private volatile boolean closed;

    PgHints(PgSettings settings, Properties properties) {
        this.settings = settings;
        this.properties = properties;
    }

    @Override
    public void announce(Hint hint) {
        if (due.add(hint)) {
            LockSupport.unpark(announcer());
        }
    }

    @Override
    public void askToRenew(EngineId engine) {
        if (toRenew.add(engine)) {
            LockSupport.unpark(announcer());
        }
    }

    @Override
    public Subscription listen(Listener listener) {
        Listening own = new Listening(listener);
        listeners.add(own);
        startListening();
        return () -> listeners.removeIf(other -> other == own);
    }

    /** By identity: the same listener may listen twice. */
    private record Listening(Listener listener) {}

    @Override
    public synchronized void close() {
        closed = true;
        LockSupport.unpark(announcer);
        LockSupport.unpark(listener);
        Connection open = listening;
        if (open != null) {
            drop(open);
        }
    }

    private synchronized @Nullable Thread announcer() {
        if (announcer == null && !closed) {
            announcer = Thread.ofPlatform().daemon().name("rowloom-hints-out").start(this::announceAll);
        }
        return announcer;
    }

    private synchronized void startListening() {
        if (listener == null && !closed) {
            listener = Thread.ofPlatform().daemon().name("rowloom-hints-in").start(this::hearAll);
        }
    }

    private void announceAll() {
        while (!closed) {
            try (Connection connection = connect(10); Statement statement = connection.createStatement()) {
                while (!closed) {
                    if (sayAll(statement) | askAll(statement)) {
                        pause();
                    } else {
                        LockSupport.park();
                    }
                }
            } catch (SQLException _) {
                LockSupport.parkNanos(RECONNECT_NANOS); // a hint is lost; sweeps find the work
            }
        }
    }

    /** All of it: an announcement ends a wait, and there may be thousands per second. */
    private void pause() {
        long until = System.nanoTime() + PAUSE_NANOS;
        for (long left = PAUSE_NANOS; left > 0 && !closed; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    /** Whether there was one. */
    private boolean sayAll(Statement statement) throws SQLException {
        boolean said = false;
        for (Hint hint : Hint.values()) {
            if (due.remove(hint)) {
                statement.execute("NOTIFY " + CHANNEL + ", '" + word(hint) + "'");
                said = true;
            }
        }
        return said;
    }

    private static String word(Hint hint) {
        return switch (hint) {
            case REQUESTS -> "requests";
            case NODES -> "nodes";
            case ANYTHING -> "";
        };
    }

    /** The same. */
    private boolean askAll(Statement statement) throws SQLException {
        boolean asked = false;
        for (EngineId engine : toRenew) {
            toRenew.remove(engine);
            statement.execute("NOTIFY " + CHANNEL + ", '" + engine + "'");
            asked = true;
        }
        return asked;
    }

    private void hearAll() {
        while (!closed) {
            try (Connection connection = connect(0); Statement statement = connection.createStatement()) {
                listening = connection;
                statement.execute("LISTEN " + CHANNEL);
                tell(listener -> listener.work(Hint.ANYTHING));
                tell(Listener::missedSome);
                while (!closed) {
                    var heard = connection.unwrap(PGConnection.class).getNotifications(LISTEN_MILLIS);
                    if (heard != null && heard.length > 0) {
                        Arrays.stream(heard).map(PGNotification::getParameter).distinct().forEach(this::hear);
                    } else {
                        statement.execute("SELECT 1"); // so that a dead connection is noticed
                    }
                }
            } catch (SQLException _) {
                if (!closed) {
                    LockSupport.parkNanos(RECONNECT_NANOS);
                }
            }
        }
    }

    private void hear(String payload) {
        Optional<Hint> hint = Arrays.stream(Hint.values()).filter(each -> word(each).equals(payload)).findAny();
        if (hint.isPresent()) {
            tell(listener -> listener.work(hint.get()));
            return;
        }
        try {
            EngineId engine = new EngineId(UUID.fromString(payload));
            tell(listener -> listener.renew(engine));
        } catch (IllegalArgumentException _) {
            tell(listener -> listener.work(Hint.ANYTHING)); // of a version that we do not know
        }
    }

    private void tell(Consumer<Listener> what) {
        for (Listening each : listeners) {
            try {
                what.accept(each.listener());
            } catch (RuntimeException _) {
                continue; // the others are told all the same
            }
        }
    }

    /** @param socketSeconds after which an unanswered statement counts as a lost connection; 0: never, for one that waits for hints */
    private Connection connect(int socketSeconds) throws SQLException {
        Properties own = new Properties();
        own.putAll(properties);
        own.setProperty("socketTimeout", String.valueOf(socketSeconds));
        own.setProperty("ApplicationName", PgDatabase.APPLICATION + " hints");
        return DriverManager.getConnection(settings.url().jdbcUrl(), own);
    }

    private static void drop(Connection connection) {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException _) {
            return; // it is gone already
        }
    }
}
