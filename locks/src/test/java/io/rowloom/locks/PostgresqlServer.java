package io.rowloom.locks;

import io.rowloom.embedded.DatabaseAddress;
import io.rowloom.embedded.TestDatabase;
import io.rowloom.embedded.TestServer;

/** The PostgreSQL that we embed. Its locks do not outlive it, so it is empty after each start. */
final class PostgresqlServer implements TestServer {
    private final TestDatabase database = TestDatabase.fresh();
    private final DatabaseAddress address = database.createDatabase();

    @Override
    public int port() {
        return database.port();
    }

    String name() {
        return address.url().substring(address.url().lastIndexOf('/') + 1);
    }

    DatabaseAddress address() {
        return address;
    }

    String url(int port) {
        return "postgresql://" + address.user() + ":" + address.password() + "@127.0.0.1:" + port + "/" + name();
    }

    @Override
    public void kill() {
        ProcessHandle server = ProcessHandle.of(database.pid()).orElseThrow();
        database.kill();
        server.onExit().join();
    }

    @Override
    public void startEmpty() {
        database.start();
    }

    @Override
    public void close() {
        database.close();
    }
}
