package io.rowloom.locks;

import static org.awaitility.Awaitility.await;

import io.rowloom.embedded.ServerProcess;
import io.rowloom.lock.Attempt;
import io.rowloom.lock.LockKey;
import io.rowloom.lock.LockUrl;
import io.rowloom.lock.Locks;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Needs("etcd")
class EtcdAccessTest extends AccessContract {
    private static final String NO_SECRET = "nothing that is secret";
    private static final String PATIENT = "session=30s&timeout=10s";

    @TempDir
    private Path directory = Path.of("");

    @Test
    void aUserWithAPassword() throws Exception {
        try (var server = ServerProcess.etcd()) {
            String address = "127.0.0.1:" + server.port() + "/tests/mine?";
            isOfNoHelp("etcd://worker:p%40ss@" + address, "p@ss", "take user and password out of the URL");
            guard(server);
            works("etcd://worker:p%40ss@" + address);
            isOfNoHelp("etcd://worker:wrongone@" + address, "wrongone", "look at user and password in the URL");
            isOfNoHelp("etcd://nobody:p%40ss@" + address, "p@ss", "look at user and password in the URL");
            isOfNoHelp("etcd://" + address, NO_SECRET, "look at user and password in the URL");
            isOfNoHelp("etcd://worker:p%40ss@127.0.0.1:" + server.port() + "/elsewhere?", "p@ss", "permission denied", "the user in the URL may not do that");
        }
    }

    @Needs("openssl")
    @Test
    void aLoginThatIsOverIsMadeAnewAndNobodyNotices() throws Exception {
        Path key = directory.resolve("token.key");
        Path pub = directory.resolve("token.pub");
        var certificates = new Certificates(directory);
        certificates.openssl(List.of("genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", key.toString()));
        certificates.openssl(List.of("pkey", "-in", key.toString(), "-pubout", "-out", pub.toString()));
        try (var server = ServerProcess.etcd("http", List.of("--auth-token", "jwt,pub-key=" + pub + ",priv-key=" + key + ",sign-method=RS256,ttl=2s"))) {
            guard(server);
            try (Locks locks = locks("etcd://worker:p%40ss@127.0.0.1:" + server.port() + "/tests/mine?" + PATIENT)) {
                LockKey one = new LockKey("one");
                await().during(Duration.ofSeconds(5)).atMost(Duration.ofSeconds(40)).until(() -> {
                    Attempt attempt = locks.tryLock(one, Duration.ZERO);
                    if (!(attempt instanceof Attempt.Got(var lock))) {
                        throw new AssertionError(attempt);
                    }
                    lock.release();
                    return true;
                });
            }
        }
    }

    @Needs("openssl")
    @Test
    void tlsWithCertificatesOfTheServerAndThenOfOurs() {
        var certificates = new Certificates(directory);
        var authority = certificates.authority("authority");
        var stranger = certificates.authority("stranger");
        var its = certificates.signed("server", authority);
        var ours = certificates.signed("ours", authority);
        String trust = "ca=" + authority.certificate() + "&";
        List<String> tls = List.of("--cert-file", its.certificate().toString(), "--key-file", its.key().toString());
        try (var server = ServerProcess.etcd("https", tls)) {
            String address = "etcd://127.0.0.1:" + server.port() + "/tests/mine?";
            works(address + trust);
            isOfNoHelp(address + "ca=" + stranger.certificate() + "&", NO_SECRET, "option 'ca' of the URL");
            isOfNoHelp(address + "tls=true&", NO_SECRET, "option 'ca' of the URL");
            isOfNoHelp(address, NO_SECRET, "'tls'");
            isOfNoHelp("etcd://localhost:" + server.port() + "?" + trust, NO_SECRET, "another host than the one in the URL");
        }
        List<String> both = List.of("--cert-file", its.certificate().toString(), "--key-file", its.key().toString(), "--client-cert-auth", "--trusted-ca-file",
                authority.certificate().toString());
        try (var server = ServerProcess.etcd("https", both)) {
            String address = "etcd://127.0.0.1:" + server.port() + "/tests/mine?" + trust;
            works(address + "cert=" + ours.certificate() + "&key=" + ours.key() + "&");
            isOfNoHelp(address, NO_SECRET, "'cert' and 'key' of the URL");
            var foreign = certificates.signed("foreign", stranger);
            isOfNoHelp(address + "cert=" + foreign.certificate() + "&key=" + foreign.key() + "&", NO_SECRET, "'cert' and 'key' of the URL");
        }
    }

    @Test
    void tlsWhereTheServerHasNone() {
        try (var server = ServerProcess.etcd()) {
            isOfNoHelp("etcd://127.0.0.1:" + server.port() + "?tls=true&", NO_SECRET, "'tls'");
        }
    }

    /** The user "worker" may do everything under "tests/". */
    private static void guard(ServerProcess server) throws ServiceException {
        try (var etcd = new EtcdGateway((LockUrl.Service) LockUrl.parse("etcd://127.0.0.1:" + server.port() + "?" + PATIENT))) {
            etcd.post("auth/user/add", Map.of("name", "root", "password", "r00t"));
            etcd.post("auth/role/add", Map.of("name", "root"));
            etcd.post("auth/user/grant", Map.of("user", "root", "role", "root"));
            etcd.post("auth/role/add", Map.of("name", "locks"));
            etcd.post("auth/role/grant", Map.of("name", "locks", "perm", Map.of("permType", "READWRITE", "key", base64("tests/"), "range_end", base64("tests0"))));
            etcd.post("auth/user/add", Map.of("name", "worker", "password", "p@ss"));
            etcd.post("auth/user/grant", Map.of("user", "worker", "role", "locks"));
            etcd.post("auth/enable", Map.of());
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
