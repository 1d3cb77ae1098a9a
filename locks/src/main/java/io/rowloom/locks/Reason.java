package io.rowloom.locks;

import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.zookeeper.KeeperException;

/**
 * Tells in one line why a service did not do what it was asked. Where it did not let us in, this says which part of the URL has to do with it. Servers and clients
 * have no common form for that, so it goes by kinds of exceptions, and by words where there are none. Words that are not known are told as they are.
 */
enum Reason {
    UNTRUSTED("its certificate comes from nobody that we trust: option 'ca' of the URL, or for a database its driver's, names whom to trust",
            words("PKIX path", "unable to find valid certification path")),
    OTHER_HOST("its certificate is for another host than the one in the URL", words("No subject alternative", "No name matching")),
    OUT_OF_DATE("its certificate is out of date", cause -> cause instanceof CertificateExpiredException || cause instanceof CertificateNotYetValidException),
    NO_TLS("it does not speak TLS: option 'tls' of the URL", words("not an SSL/TLS record", "Unsupported or unrecognized SSL message")),
    ONLY_TLS("it speaks TLS only: option 'tls' of the URL", words("HTTP request to an HTTPS server")),
    UNKNOWN_TO_IT("it wants another certificate of ours: options 'cert' and 'key' of the URL", words("fatal alert: bad_certificate", "fatal alert: certificate_required",
            "fatal alert: unknown_ca", "fatal alert: certificate_unknown", "fatal alert: handshake_failure")),
    NO_LOGIN_THERE("it has no logins: take user and password out of the URL", words("authentication is not enabled", "without any password configured")),
    LOGIN("look at user and password in the URL", cause -> cause instanceof KeeperException.NoAuthException
            || cause instanceof SQLException sql && String.valueOf(sql.getSQLState()).startsWith("28")
            || words("WRONGPASS", "NOAUTH", "invalid password", "invalid user ID or password", "user name is empty").test(cause)),
    FORBIDDEN("the user in the URL may not do that there", words("NOPERM", "permission denied")),
    /** What is to be seen of many misunderstandings, and of a server that goes down. */
    CUT_OFF("if that stays so, look at the options 'tls', 'cert' and 'key' of the URL", words("Remote host terminated the handshake", "header parser received no bytes",
            "Connection initialization timed out", "Connection reset", "Connection closed prematurely"));

    private final String advice;
    private final Predicate<Throwable> known;

    Reason(String advice, Predicate<Throwable> known) {
        this.advice = advice;
        this.known = known;
    }

    /** With all that is behind it. One line. */
    static String told(Throwable thrown) {
        List<Throwable> causes = Stream.iterate(thrown, cause -> cause != null, Throwable::getCause).limit(20).toList();
        for (Reason reason : values()) {
            Optional<Throwable> telling = causes.reversed().stream().filter(reason.known).findFirst();
            if (telling.isPresent()) {
                return line(telling.get()) + " (" + reason.advice + ")";
            }
        }
        return causes.size() == 1 ? line(thrown) : line(thrown) + ": " + line(causes.getLast());
    }

    private static String line(Throwable thrown) {
        return thrown.getMessage() == null ? thrown.getClass().getSimpleName() : thrown.getMessage().strip().replaceAll("\\s+", " ");
    }

    private static Predicate<Throwable> words(String... some) {
        return cause -> Arrays.stream(some).anyMatch(String.valueOf(cause.getMessage())::contains);
    }
}
