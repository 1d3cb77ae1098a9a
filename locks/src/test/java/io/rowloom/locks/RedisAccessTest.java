package io.rowloom.locks;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowloom.embedded.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Needs("redis-server")
class RedisAccessTest extends AccessContract {
    private static final String NO_SECRET = "nothing that is secret";

    @TempDir
    private Path directory = Path.of("");

    @Test
    void aPassword() {
        try (var server = ServerProcess.redis(List.of("--requirepass", "p@ss"))) {
            String address = "127.0.0.1:" + server.port() + "?";
            works("redis://:p%40ss@" + address);
            isOfNoHelp("redis://:wrongone@" + address, "wrongone", "WRONGPASS", "look at user and password in the URL");
            isOfNoHelp("redis://" + address, NO_SECRET, "NOAUTH", "look at user and password in the URL");
        }
    }

    @Test
    void aPasswordWhereNoneIsWantedDoesNoHarm() {
        try (var server = ServerProcess.redis()) {
            works("redis://:needless@127.0.0.1:" + server.port() + "?");
        }
    }

    @Test
    void aUserWithTheRightsThatTheDocumentationNames() {
        try (var server = ServerProcess.start((home, port) -> {
            Files.writeString(home.resolve("users"), """
                    user default off
                    user worker on >p@ss ~rowloom:lock:* +hello +select +ping +set +get +mget +del +pexpire +eval
                    user other on >p@ss ~somewhere:* +@all
                    """);
            return List.of("redis-server", "--port", "" + port, "--bind", "127.0.0.1", "--save", "", "--dir", home.toString(), "--aclfile", home.resolve("users").toString());
        })) {
            String address = "127.0.0.1:" + server.port() + "/3?";
            works("redis://worker:p%40ss@" + address);
            isOfNoHelp("redis://worker:wrongone@" + address, "wrongone", "WRONGPASS", "look at user and password in the URL");
            isOfNoHelp("redis://nobody:p%40ss@" + address, "p@ss", "WRONGPASS", "look at user and password in the URL");
            isOfNoHelp("redis://other:p%40ss@" + address, "p@ss", "NOPERM", "the user in the URL may not do that");
        }
    }

    @Needs("openssl")
    @Test
    void tlsWithCertificatesOfTheServerAndThenOfOurs() {
        var certificates = new Certificates(directory);
        var authority = certificates.authority("authority");
        var stranger = certificates.authority("stranger");
        var ours = certificates.signed("ours", authority);
        String own = "cert=" + ours.certificate() + "&key=" + ours.key() + "&";
        String trust = "ca=" + authority.certificate() + "&";
        try (var server = encrypted(authority, certificates.signed("server", authority), "no")) {
            String address = "redis://127.0.0.1:" + server.port() + "?";
            works(address + trust);
            isOfNoHelp(address, NO_SECRET, "'tls'");
            isOfNoHelp(address + "ca=" + stranger.certificate() + "&", NO_SECRET, "option 'ca' of the URL");
            isOfNoHelp(address + "tls=true&", NO_SECRET, "option 'ca' of the URL");
        }
        try (var server = encrypted(authority, certificates.signed("elsewhere", authority, "DNS:elsewhere"), "no")) {
            isOfNoHelp("redis://127.0.0.1:" + server.port() + "?" + trust, NO_SECRET, "another host than the one in the URL");
        }
        try (var server = encrypted(authority, certificates.signed("server", authority), "yes")) {
            String address = "redis://127.0.0.1:" + server.port() + "?";
            works(address + trust + own);
            isOfNoHelp(address + trust, NO_SECRET, "'cert' and 'key' of the URL");
            var foreign = certificates.signed("foreign", stranger);
            isOfNoHelp(address + trust + "cert=" + foreign.certificate() + "&key=" + foreign.key() + "&", NO_SECRET, "'cert' and 'key' of the URL");
        }
    }

    @Test
    void tlsWhereTheServerHasNone() {
        try (var server = ServerProcess.redis()) {
            isOfNoHelp("redis://127.0.0.1:" + server.port() + "?tls=true&", NO_SECRET, "'tls'");
        }
    }

    @Needs("openssl")
    @Test
    void filesThatCannotBeReadAreRefusedWithTheOptionThatNamesThem() throws Exception {
        var certificates = new Certificates(directory);
        var ours = certificates.authority("ours");
        Path empty = Files.createFile(directory.resolve("empty"));
        Path damaged = Files.writeString(directory.resolve("damaged"), "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n");
        Path closed = directory.resolve("closed");
        certificates.openssl(List.of("pkcs8", "-topk8", "-in", ours.key().toString(), "-out", closed.toString(), "-passout", "pass:secret"));
        refused("ca=/nowhere", "option 'ca'", "/nowhere");
        refused("ca=" + empty, "option 'ca'", "there is none in it");
        refused("cert=" + ours.key() + "&key=" + ours.key(), "option 'cert'");
        refused("cert=" + ours.certificate() + "&key=/nowhere", "option 'key'", "/nowhere");
        refused("cert=" + ours.certificate() + "&key=" + damaged, "option 'key'");
        refused("cert=" + ours.certificate() + "&key=" + closed, "option 'key'", "openssl pkcs8");
    }

    private static void refused(String options, String... words) {
        for (String kind : List.of("redis", "etcd")) {
            assertThatThrownBy(() -> locks(kind + "://127.0.0.1?" + options)).isInstanceOf(LockServiceRefusedException.class).hasMessageContainingAll(words)
                    .hasMessageNotContaining("\n");
        }
    }

    private static ServerProcess encrypted(Certificates.Issued authority, Certificates.Issued own, String clients) {
        return ServerProcess.start((home, port) -> List.of("redis-server", "--port", "0", "--tls-port", "" + port, "--bind", "127.0.0.1", "--save", "", "--dir", home.toString(),
                "--tls-cert-file", own.certificate().toString(), "--tls-key-file", own.key().toString(), "--tls-ca-cert-file", authority.certificate().toString(),
                "--tls-auth-clients", clients));
    }
}
