package io.rowloom.cli.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.rowloom.lock.LockScope;
import io.rowloom.lock.LockUrl;
import io.rowloom.problem.InvalidInputException;
import io.rowloom.problem.Problem;
import io.rowloom.worker.ClaimOrder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {
    @TempDir
    private Path directory;

    private Configuration load(Map<Key, Sourced> flags, Map<String, String> environment, String file) {
        try {
            Path path = Files.writeString(directory.resolve("rowloom.yaml"), file);
            var variables = new java.util.HashMap<>(environment);
            variables.putIfAbsent("HOME", directory.toString());
            return Configuration.load(flags, variables, Optional.of(path), directory);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private InvalidInputException refused(Map<String, String> environment, String file) {
        return catchThrowableOfType(InvalidInputException.class, () -> load(Map.of(), environment, file));
    }

    @Test
    void flagsWinOverTheEnvironmentThatOverTheFileThatOverTheDefault() {
        Configuration all = load(Map.of(Key.WORKER_SLOTS, new Sourced("1", "--slots")), Map.of("ROWLOOM_WORKER_SLOTS", "2", "ROWLOOM_TENANT", "two"),
                "worker: {slots: 3, lease: 33s}\ntenant: three\nmax-attempts: 3\n");
        assertThat(all.config().worker().slots()).isEqualTo(1);
        assertThat(all.config().tenant()).isEqualTo("two");
        assertThat(all.config().worker().maxAttempts()).isEqualTo(3);
        assertThat(all.config().worker().lease()).isEqualTo(Duration.ofSeconds(33));
        assertThat(all.config().worker().pollEvery()).isEqualTo(Duration.ofMillis(500));
        assertThat(all.source(Key.WORKER_SLOTS)).isEqualTo("--slots");
        assertThat(all.source(Key.TENANT)).isEqualTo("ROWLOOM_TENANT");
        assertThat(all.source(Key.MAX_ATTEMPTS)).endsWith("rowloom.yaml:3");
        assertThat(all.source(Key.WORKER_POLL_EVERY)).isEqualTo("default");
        assertThat(all.source(Key.DB)).isEqualTo("not set");
    }

    @Test
    void defaultsAreValidAndMeanTheEmbeddedDatabase() {
        Configuration all = load(Map.of(), Map.of(), "");
        assertThat(all.config().db()).isEmpty();
        assertThat(all.config().dataDirectory()).isEqualTo(directory.resolve(".local/share/rowloom"));
    }

    @Test
    void everyFaultIsToldAtOnceWithItsPlace() {
        InvalidInputException e = refused(Map.of("ROWLOOM_WORKER_SLOTS", "many", "ROWLOOM_TENNANT", "x"),
                "db: mysql://nope\nworker:\n  slotz: 3\n  lease: 1 parsec\nlog.level: loud\nplugins: [/does/not/exist]\n");
        assertThat(e.problems()).extracting(Problem::path)
                .containsExactlyInAnyOrder("worker.slots", "ROWLOOM_TENNANT", "db", "worker.slotz", "worker.lease", "log.level", "plugins");
        assertThat(e).message().contains("did you mean ROWLOOM_TENANT?", "did you mean worker.slots?", "rowloom.yaml:3", "rowloom.yaml:4", "1 parsec");
    }

    @Test
    void aLockServiceIsReadWithItsFaults() {
        Configuration all = load(Map.of(), Map.of("ROWLOOM_LOCK_URL", "redis://me:geheim@one/3", "ROWLOOM_LOCK_SCOPE", "Slot"), "lock: {wait: 100ms}");
        assertThat(all.config().lock().url()).isInstanceOf(LockUrl.Service.class);
        assertThat(all.config().lock().scope()).isEqualTo(LockScope.SLOT);
        assertThat(all.config().lock().patience()).isEqualTo(Duration.ofMillis(50));
        assertThat(all.shown(Key.LOCK_URL)).isEqualTo("redis://one:6379/3");
        assertThat(load(Map.of(), Map.of(), "").config().lock().url()).isEqualTo(new LockUrl.None());
        InvalidInputException e = refused(Map.of("ROWLOOM_LOCK_URL", "etcd://:geheim@/?color=red"), "lock: {wait: 2h, scope: world}");
        assertThat(e).message().contains("lock.url: host 1 is missing", "lock.url: there is no option 'color' for this service", "[from ROWLOOM_LOCK_URL]",
                "lock.wait: must be from 10ms to 1m", "lock.scope: 'world' is none of resource, stack, slot").doesNotContain("geheim");
    }

    @Test
    void membershipHasSettings() {
        Configuration all = load(Map.of(), Map.of("ROWLOOM_MEMBERSHIP_URL", "redis://me:geheim@one/3"), "membership: {session: 3s, answer: 1s}");
        assertThat(all.config().membership().url()).isInstanceOfSatisfying(LockUrl.Service.class,
                service -> assertThat(service.session().length()).isEqualTo(Duration.ofSeconds(3)));
        assertThat(all.config().membership().answer()).isEqualTo(Duration.ofSeconds(1));
        assertThat(all.shown(Key.MEMBERSHIP_URL)).isEqualTo("redis://one:6379/3");
        assertThat(load(Map.of(), Map.of(), "").config().membership().url()).isEqualTo(new LockUrl.None());
        InvalidInputException e = refused(Map.of("ROWLOOM_MEMBERSHIP_URL", "file:/geheim?x"), "membership: {session: 2500ms, answer: 1m}");
        assertThat(e).message().contains("membership.url: there is no membership service 'file'", "[from ROWLOOM_MEMBERSHIP_URL]",
                "membership.session: must be whole seconds, from 1s to 1m", "membership.answer: must be from 50ms to 10s").doesNotContain("geheim");
    }

    @Test
    void theOrderOfClaimsIsOneOfTwo() {
        assertThat(load(Map.of(), Map.of(), "").config().worker().claimOrder()).isEqualTo(ClaimOrder.RANDOM);
        assertThat(load(Map.of(), Map.of("ROWLOOM_CLAIM_ORDER", "affinity"), "").config().worker().claimOrder()).isEqualTo(ClaimOrder.AFFINITY);
        assertThat(refused(Map.of(), "claim: {order: newest}")).message().contains("claim.order: 'newest' is none of random, affinity");
    }

    @Test
    void settingsThatContradictEachOtherAreRefused() {
        assertThat(refused(Map.of(), "worker: {lease: 2s, renew-every: 1s}")).message().contains("worker.lease (PT2S) must be at least 3 x worker.renew-every");
        assertThat(refused(Map.of(), "retry: {first-delay: 2m}")).message().contains("retry.max-delay");
    }

    @Test
    void aFileThatIsNoYamlTellsTheLine() {
        assertThat(refused(Map.of(), "db: x\n  - : [")).message().contains("rowloom.yaml:2");
    }

    @Test
    void aFileThatContainsItselfEndsInAProblem() {
        assertThat(refused(Map.of(), "worker: &w\n  slots: 3\n  again: *w\n").problems()).isNotEmpty();
    }

    @Test
    void aSettingGivenTwiceInTheFileIsRefused() {
        assertThat(refused(Map.of(), "worker.slots: 3\nworker: {slots: 4}\n")).message().contains("given twice");
    }

    @Test
    void aMissingFileIsRefusedOnlyWhenItWasAskedFor() {
        assertThat(Configuration.load(Map.of(), Map.of("HOME", directory.toString()), Optional.empty(), directory).file()).isEmpty();
        assertThatThrownBy(() -> Configuration.load(Map.of(), Map.of("ROWLOOM_CONFIG", directory + "/none.yaml"), Optional.empty(), directory))
                .isInstanceOf(InvalidInputException.class).hasMessageContaining("none.yaml");
    }

    @Test
    void secretsAreMaskedWhereverTheyCameFrom() {
        String key = Base64.getEncoder().encodeToString(new byte[32]);
        Configuration all = load(Map.of(), Map.of("ROWLOOM_SECRETS_KEY", key, "ROWLOOM_DB", "postgresql://ann:hush@db/app"), "");
        assertThat(all.shown(Key.SECRETS_KEY)).isEqualTo("******");
        assertThat(all.shown(Key.DB)).isEqualTo("postgresql://ann:******@db/app");
        assertThat(all.config().toString()).doesNotContain(key).doesNotContain(":hush@");
        assertThat(all.config().secretsKey().orElseThrow().bytes()).hasSize(32);
    }

    @Test
    void aBadKeyIsNeverQuoted() {
        assertThat(refused(Map.of("ROWLOOM_SECRETS_KEY", "c2hvcnQ="), "")).message().contains("generate-key").doesNotContain("c2hvcnQ=");
    }

    @Test
    void keyAndKeyFileExcludeEachOther() throws IOException {
        Path file = Files.writeString(directory.resolve("key"), Base64.getEncoder().encodeToString(new byte[32]) + "\n");
        assertThat(load(Map.of(), Map.of("ROWLOOM_SECRETS_KEY_FILE", file.toString()), "").config().secretsKey()).isPresent();
        assertThat(refused(Map.of("ROWLOOM_SECRETS_KEY_FILE", file.toString(), "ROWLOOM_SECRETS_KEY", "x"), "")).message().contains("not both");
    }
}
