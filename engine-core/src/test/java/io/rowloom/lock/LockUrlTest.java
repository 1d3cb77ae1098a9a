package io.rowloom.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rowloom.lock.LockUrl.Host;
import io.rowloom.lock.LockUrl.Kind;
import io.rowloom.lock.LockUrl.Login;
import io.rowloom.lock.LockUrl.Session;
import io.rowloom.lock.LockUrl.Tls;
import io.rowloom.problem.InvalidInputException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LockUrlTest {
    @Test
    void theSimpleKinds() {
        assertThat(LockUrl.parse("none:")).isEqualTo(new LockUrl.None());
        assertThat(LockUrl.parse("memory:one")).isEqualTo(new LockUrl.Memory("one"));
        assertThat(LockUrl.parse("file:/var/lock/rowloom")).isEqualTo(new LockUrl.Directory(Path.of("/var/lock/rowloom")));
        assertThat(LockUrl.parse("file:///var/lock/rowloom")).isEqualTo(new LockUrl.Directory(Path.of("/var/lock/rowloom")));
        assertThat(LockUrl.parse("postgresql:")).isEqualTo(new LockUrl.OwnDatabase(Session.USUAL));
        assertThat(LockUrl.parse("postgresql:?form=transaction")).isEqualTo(new LockUrl.OwnTransactions());
        assertThat(LockUrl.parse("postgresql:?form=session&session=30s")).isEqualTo(new LockUrl.OwnDatabase(new Session(Duration.ofSeconds(30), Duration.ofSeconds(1))));
    }

    @Test
    void aServiceWithEverything() {
        assertThat(LockUrl.parse("etcd://u%40ser:p%2Fw@one:1,two/locks?session=9s&timeout=500ms&ca=/etc/ca.pem")).isEqualTo(
                new LockUrl.Service(Kind.ETCD, List.of(new Host("one", 1), new Host("two", 2379)), Optional.of(new Login("u@ser", "p/w")), "locks",
                        new Session(Duration.ofSeconds(9), Duration.ofMillis(500)), new Tls.On(Optional.of(Path.of("/etc/ca.pem")), Optional.empty()), Map.of()));
    }

    @Test
    void aFileOfTlsMeansTls() {
        var own = Optional.of(new LockUrl.OwnCertificate(Path.of("/c.pem"), Path.of("/k.pem")));
        assertThat(tls("redis://h?cert=/c.pem&key=/k.pem")).isEqualTo(new Tls.On(Optional.empty(), own));
        assertThat(tls("etcd://h?ca=/ca.pem&key=/k.pem&cert=/c.pem&tls=true")).isEqualTo(new Tls.On(Optional.of(Path.of("/ca.pem")), own));
        assertThat(tls("etcd://h?tls=true")).isEqualTo(new Tls.On(Optional.empty(), Optional.empty()));
        assertThat(tls("etcd://h?tls=false")).isEqualTo(new Tls.Off());
        assertThat(faults("redis://h?cert=/c.pem")).containsExactly("options 'cert' and 'key' go together: a certificate of ours, and its private key");
        assertThat(faults("redis://h?tls=false&ca=/ca.pem&cert=/c.pem&key=/k.pem")).containsExactly("option 'ca' has no use with tls=false",
                "option 'cert' has no use with tls=false", "option 'key' has no use with tls=false");
        assertThat(faults("zookeeper://h?tls=true")).containsExactly("there is no option 'tls' for this service");
    }

    private static Tls tls(String url) {
        return ((LockUrl.Service) LockUrl.parse(url)).tls();
    }

    @Test
    void whatADatabasesDriverKnowsIsLeftToIt() {
        assertThat(LockUrl.parse("mysql://h/db?sslMode=trust&session=3s")).isEqualTo(new LockUrl.Service(Kind.MYSQL, List.of(new Host("h", 3306)), Optional.empty(), "db",
                new Session(Duration.ofSeconds(3), Duration.ofSeconds(1)), new Tls.Off(), Map.of("sslMode", "trust")));
    }

    @Test
    void thePasswordIsNotShown() {
        assertThat(LockUrl.parse("redis://me:geheim@h").toString()).doesNotContain("geheim");
        assertThat(faults("redis://me:geheim%@h:0/%x?tls=maybe").toString()).doesNotContain("geheim");
        assertThat(faults("redis://me:geh/eim@").toString()).doesNotContain("eim");
    }

    @Test
    void isShownAsItIsWritten() {
        for (String url : List.of("none:", "memory:one", "file:/locks", "postgresql:", "postgresql:?form=transaction", "postgresql://h:1/db", "zookeeper://a:1,b:2/x")) {
            assertThat(LockUrl.parse(url)).hasToString(url);
        }
    }

    @Test
    void allFaultsAtOnce() {
        assertThat(faults("etcd://:70000,a b/x?session=2500ms&timeout=5s&tls=perhaps&color=red&x")).containsExactlyInAnyOrder(
                "host 1 cannot be read", "host 2 cannot be read", "an option has no value: options are written name=value&name=value",
                "option 'session' must be whole seconds, and one at least",
                "option 'timeout' (5000ms) must be more than 0 and a third of 'session' (2500ms) at most, so that one lost request does not lose the locks",
                "option 'tls' is neither true nor false", "there is no option 'color' for this service");
    }

    @Test
    void whatCannotBeRead() {
        assertThat(faults("")).containsExactly("does not begin with the kind of a lock service");
        assertThat(faults("consul://h")).containsExactly("there is no lock service 'consul'");
        assertThat(faults("none:x")).containsExactly("nothing may follow 'none:'");
        assertThat(faults("file:locks")).containsExactly("names no absolute directory");
        assertThat(faults("redis:h")).containsExactly("has no '//' after 'redis:'");
        assertThat(faults("postgresql:name")).containsExactly("nothing but '//' or '?' may follow 'postgresql:'");
        assertThat(faults("postgresql:?form=table")).containsExactly("option 'form' is neither session nor transaction");
        assertThat(faults("postgresql:?form=transaction&session=9s")).containsExactly("there is no option 'session' for this service");
        assertThat(faults("postgresql://h/db?form=transaction")).containsExactly("option 'form' is for the engine's own database");
        assertThat(faults("mysql://h")).containsExactly("names no database");
        assertThat(faults("zookeeper://h:70000/")).containsExactly("the port 70000 is not between 1 and 65535");
        assertThat(faults("redis://h?session=fast")).containsExactly("'fast' is no duration: write 500ms, 10s or 1m");
        assertThat(faults("redis://h?session=4s&session=5s")).containsExactly("option 'session' is given twice");
    }

    @Test
    void aServiceForSessionsThatOthersSee() {
        Duration two = Duration.ofSeconds(2);
        Session session = new Session(two, two.dividedBy(3));
        assertThat(LockUrl.parseMembership("none:", two)).isEqualTo(new LockUrl.None());
        assertThat(LockUrl.parseMembership("postgresql:", two)).isEqualTo(new LockUrl.OwnDatabase(session));
        assertThat(LockUrl.parseMembership("postgresql:?timeout=300ms", two)).isEqualTo(new LockUrl.OwnDatabase(new Session(two, Duration.ofMillis(300))));
        assertThat(LockUrl.parseMembership("postgresql:", Duration.ofSeconds(10))).isEqualTo(new LockUrl.OwnDatabase(Session.USUAL));
        assertThat(LockUrl.parseMembership("redis://h", two)).isEqualTo(
                new LockUrl.Service(Kind.REDIS, List.of(new Host("h", 6379)), Optional.empty(), "", session, new Tls.Off(), Map.of()));
        assertThat(LockUrl.parseMembership("etcd://h/", two)).hasToString("etcd://h:2379/rowloom/engines");
        assertThat(LockUrl.parseMembership("zookeeper://h/mine", two)).hasToString("zookeeper://h:2181/mine");
    }

    @Test
    void whatHasNoSessionsThatOthersSee() {
        assertThat(membershipFaults("file:/tmp")).containsExactly("there is no membership service 'file'");
        assertThat(membershipFaults("postgresql:?form=transaction")).containsExactly("there is no option 'form' for this service");
        assertThat(membershipFaults("redis://h?session=3s")).containsExactly("the length of a session is no option here");
        assertThat(membershipFaults("etcd://h?timeout=1s")).containsExactly("option 'timeout' (1000ms) must be more than 0 and a third of membership.session (2000ms) "
                + "at most, so that one lost request does not end the session");
    }

    private static List<String> membershipFaults(String url) {
        return catchThrowableOfType(InvalidInputException.class, () -> LockUrl.parseMembership(url, Duration.ofSeconds(2))).problems().stream()
                .map(problem -> problem.message()).toList();
    }

    private static List<String> faults(String url) {
        return catchThrowableOfType(InvalidInputException.class, () -> LockUrl.parse(url)).problems().stream().map(problem -> problem.message()).toList();
    }
}
