package io.rowloom.lock;

import io.rowloom.problem.InvalidInputException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which service there is for locks or sessions: the settings {@code lock.url} and {@code membership.url}. Shown as it is written, without what nobody should see. */
public sealed interface LockUrl {
    /** {@code none:}. No locks: each claim is tried at once. */
    record None() implements LockUrl {
        @Override
        public String toString() {
            return "none:";
        }
    }

    /** {@code memory:name}. Locks within this process, for tests. */
    record Memory(String name) implements LockUrl {
        @Override
        public String toString() {
            return "memory:" + name;
        }
    }

    /** {@code file:/directory}. For engines on one machine, or on a file system whose locks work across machines. */
    record Directory(Path path) implements LockUrl {
        @Override
        public String toString() {
            return "file:" + path;
        }
    }

    /** {@code postgresql:}. The database that the engine has anyway. */
    record OwnDatabase(Session session) implements LockUrl {
        @Override
        public String toString() {
            return "postgresql:";
        }
    }

    /**
     * {@code postgresql:?form=transaction}. Nobody is asked before a claim: each transaction about a stack begins with an advisory lock on the stack in the
     * engine's own database, which ends with the transaction.
     */
    record OwnTransactions() implements LockUrl {
        @Override
        public String toString() {
            return "postgresql:?form=transaction";
        }
    }

    /**
     * {@code kind://user:password@host:port,host:port/path?option=value}. Never shows its password.
     *
     * @param path without the slash: the database, or what keys are put under; may be empty
     * @param driver options that are the driver's, not ours; only for databases
     */
    record Service(Kind kind, List<Host> hosts, Optional<Login> login, String path, Session session, Tls tls, Map<String, String> driver)
            implements LockUrl {
        public Service {
            hosts = List.copyOf(hosts);
            driver = Map.copyOf(driver);
        }

        /** The hosts as most services' clients want them: {@code host:port,host:port}. */
        public String address() {
            return hosts.stream().map(Host::toString).collect(Collectors.joining(","));
        }

        @Override
        public String toString() {
            return kind.scheme() + "://" + address() + (path.isEmpty() ? "" : "/" + path);
        }
    }

    /** @param name an IPv6 address with its brackets */
    record Host(String name, int port) {
        @Override
        public String toString() {
            return name + ":" + port;
        }
    }

    record Login(String user, String password) {
        @Override
        public String toString() {
            return user + ":******";
        }
    }

    /** Whether the connection is encrypted and the server's certificate checked. */
    sealed interface Tls {
        record Off() implements Tls {}

        /**
         * @param authority a file of certificates (PEM) to trust instead of Java's own
         * @param own what to show to a server that wants to know who we are
         */
        record On(Optional<Path> authority, Optional<OwnCertificate> own) implements Tls {}
    }

    /**
     * Files in PEM.
     *
     * @param certificate ours, and then those that lead from it to an authority, if there are any between
     * @param key its private key: PKCS#8, without a passphrase
     */
    record OwnCertificate(Path certificate, Path key) {}

    /**
     * How long the parts of a service wait for each other.
     *
     * @param length after which locks of a client that is not heard of are free again; whole seconds
     * @param timeout for one request
     */
    record Session(Duration length, Duration timeout) {
        public static final Session USUAL = new Session(Duration.ofSeconds(10), Duration.ofSeconds(1));
    }

    enum Kind {
        POSTGRESQL("postgresql", 5432), MYSQL("mysql", 3306), ZOOKEEPER("zookeeper", 2181), ETCD("etcd", 2379), REDIS("redis", 6379);

        private final String scheme;
        private final int port;

        Kind(String scheme, int port) {
            this.scheme = scheme;
            this.port = port;
        }

        public String scheme() {
            return scheme;
        }

        public int port() {
            return port;
        }

        boolean isDatabase() {
            return this == POSTGRESQL || this == MYSQL;
        }

        boolean hasTlsOptions() {
            return this == ETCD || this == REDIS;
        }
    }

    /**
     * Reads a URL. In user and password, what has a meaning in a URL is written with percent-escapes.
     *
     * @throws InvalidInputException with all faults of it, none of which shows the password
     */
    static LockUrl parse(String text) {
        return new LockUrlParser(new LockUrlParser.Purpose.OfLocks()).parse(text);
    }

    /**
     * Reads the URL of a service in which engines keep sessions that others see ({@link io.rowloom.engine.Membership}). Like {@link #parse}, but: a directory
     * has no sessions; nor have transactions; and the length of a session is no option.
     *
     * @param session length of a session, whole seconds
     * @throws InvalidInputException with all faults of it, none of which shows the password
     */
    static LockUrl parseMembership(String text, Duration session) {
        return new LockUrlParser(new LockUrlParser.Purpose.OfMembership(session)).parse(text);
    }
}
