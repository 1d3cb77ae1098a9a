package io.rowloom.locks;

import io.rowloom.lock.LockKey;
import io.rowloom.lock.LockUrl;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Locks of a database's session: all of them on one connection, which is made anew when it is lost; the locks are lost with it. Whether a connection
 * really is a session is tried out first ({@link SessionProbe}).
 */
final class DatabaseLocks implements TogetherService, TellingService {
    /** Keys in one statement. Databases allow for some more columns. */
    private static final int AT_ONCE = 500;

    private final Database database;
    private final Dialect dialect;
    private final LockUrl.Session session;
    private final Set<LockKey> taken = ConcurrentHashMap.newKeySet();
    private final ReentrantLock turn = new ReentrantLock();
    private @Nullable Connection connection;
    private Optional<String> refusal = Optional.empty();
    private boolean probed;
    private boolean closed;
    /** On {@link System#nanoTime}: until then the database keeps the connection though it hears nothing. */
    private volatile long keptUntil;

    DatabaseLocks(Database database, Dialect dialect, LockUrl.Session session) {
        this.database = database;
        this.dialect = dialect;
        this.session = session;
    }

    /**
     * Connects, as far as the database can be reached, so that what cannot work is known at the start.
     *
     * @throws LockServiceRefusedException if this way to the database has no sessions
     */
    void open() {
        try {
            inTurn(_ -> true);
        } catch (ServiceException _) {
            refusal.ifPresent(why -> {
                throw new LockServiceRefusedException(why);
            });
        }
    }

    @Override
    public boolean take(LockKey key) throws ServiceException {
        return takeAll(List.of(key)).contains(key);
    }

    @Override
    public Set<LockKey> takeAll(List<LockKey> keys) throws ServiceException {
        return inTurn(open -> {
            Set<LockKey> ours = new HashSet<>();
            for (List<LockKey> some : parts(keys)) {
                List<Boolean> answers = askAll(open, "", dialect.take(), names(some));
                IntStream.range(0, some.size()).filter(answers::get).mapToObj(some::get).forEach(ours::add);
                taken.addAll(ours);
            }
            return ours;
        });
    }

    @Override
    public void give(LockKey key) throws ServiceException {
        giveAll(List.of(key));
    }

    @Override
    public void giveAll(List<LockKey> keys) throws ServiceException {
        List<LockKey> ours = keys.stream().filter(taken::remove).toList();
        if (!ours.isEmpty()) {
            inTurn(open -> {
                for (List<LockKey> some : parts(ours)) {
                    askAll(open, "", dialect.give(), names(some));
                }
                return true;
            });
        }
    }

    private static List<List<LockKey>> parts(List<LockKey> keys) {
        return IntStream.range(0, Math.ceilDiv(keys.size(), AT_ONCE)).mapToObj(i -> keys.subList(i * AT_ONCE, Math.min(keys.size(), (i + 1) * AT_ONCE))).toList();
    }

    private List<Object> names(List<LockKey> keys) {
        return keys.stream().map(dialect.name()).toList();
    }

    @Override
    public boolean extend(LockKey key) throws ServiceException {
        beat(Set.of(key));
        return sure(key);
    }

    @Override
    public Set<LockKey> beat(Set<LockKey> held) throws ServiceException {
        if (!taken.isEmpty()) {
            inTurn(open -> ask(open, "1"));
        }
        return Set.of();
    }

    @Override
    public Set<LockKey> taken(Set<LockKey> keys) throws ServiceException {
        return inTurn(open -> {
            Set<LockKey> found = new HashSet<>();
            for (List<LockKey> some : parts(List.copyOf(keys))) {
                List<Boolean> answers = askAll(open, dialect.look().before(), dialect.look().held(), names(some));
                IntStream.range(0, some.size()).filter(answers::get).mapToObj(some::get).forEach(found::add);
            }
            return found;
        });
    }

    @Override
    public boolean sure(LockKey key) {
        return taken.contains(key) && System.nanoTime() - keptUntil < 0;
    }

    @Override
    public void close() {
        turn.lock();
        try {
            closed = true;
            drop();
        } finally {
            turn.unlock();
        }
    }

    private interface Request<T> {
        T on(Connection open) throws SQLException;
    }

    private <T> T inTurn(Request<T> request) throws ServiceException {
        await();
        try {
            long sent = System.nanoTime();
            T answer = request.on(connected());
            keptUntil = sent + session.length().toNanos();
            return answer;
        } catch (SQLException e) {
            drop();
            throw new ServiceException("the database", e);
        } finally {
            turn.unlock();
        }
    }

    private void await() throws ServiceException {
        try {
            if (!turn.tryLock(session.timeout().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new ServiceException("the connection for locks is busy for " + session.timeout().toMillis() + " ms");
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            throw new ServiceException("interrupted");
        }
    }

    private Connection connected() throws SQLException, ServiceException {
        if (closed) {
            throw new ServiceException("closed");
        }
        if (refusal.isPresent()) {
            throw new ServiceException(refusal.get());
        }
        if (connection == null || connection.isClosed()) {
            drop();
            connection = begin(connect());
        }
        return connection;
    }

    /** First the probe: a setting must not go to a connection that the pool between gives to others. */
    private Connection begin(Connection fresh) throws SQLException, ServiceException {
        try {
            if (!probed) {
                refusal = new SessionProbe(dialect).fault(fresh, this::connect);
                probed = true;
            }
            if (refusal.isPresent()) {
                throw new ServiceException(refusal.get());
            }
            try (Statement statement = fresh.createStatement()) {
                statement.execute(dialect.begin().apply(session));
            }
            return fresh;
        } catch (SQLException | ServiceException e) {
            fresh.abort(Runnable::run);
            throw e;
        }
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        properties.putAll(database.login());
        dialect.settings().accept(session, properties);
        Connection fresh = DriverManager.getConnection(database.jdbcUrl(), properties);
        fresh.setNetworkTimeout(Runnable::run, (int) session.timeout().toMillis());
        return fresh;
    }

    /** Not by a polite close, which would wait for a database that does not answer. */
    private void drop() {
        taken.clear();
        Connection old = connection;
        connection = null;
        if (old != null) {
            try {
                old.abort(Runnable::run);
            } catch (SQLException _) {
                return; // it is gone already
            }
        }
    }

    static boolean ask(Connection open, String expression, Object... values) throws SQLException {
        return askAll(open, "", expression, List.of(values)).getFirst();
    }

    /** The expression's truth value for each value, in one row; without values, once. NULL is an error of the database. */
    private static List<Boolean> askAll(Connection open, String before, String expression, List<Object> values) throws SQLException {
        int columns = Math.max(1, values.size());
        String sql = before + "SELECT " + String.join(", ", Collections.nCopies(columns, expression));
        try (PreparedStatement statement = open.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            try (ResultSet answer = statement.executeQuery()) {
                answer.next();
                List<Boolean> answers = new ArrayList<>();
                for (int i = 1; i <= columns; i++) {
                    answers.add(answer.getBoolean(i));
                    if (answer.wasNull()) {
                        throw new SQLException("no answer to SELECT " + expression);
                    }
                }
                return answers;
            }
        }
    }
}
