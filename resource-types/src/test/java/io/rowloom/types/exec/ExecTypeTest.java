package io.rowloom.types.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rowloom.plugin.Observation;
import io.rowloom.plugin.Recovery;
import io.rowloom.plugin.Step;
import io.rowloom.plugin.UpdatePolicy;
import io.rowloom.types.TestCall;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExecTypeTest {
    private final ExecType type = new ExecType();
    @TempDir Path directory;

    @Test void capturesItsOutputs() throws Exception {
        Step.Done done = (Step.Done) type.create(TestCall.of(type, "x", "{'create': 'echo out; echo err >&2', 'working_directory': '" + directory
                + "'}"));
        assertThat(done.outputs().toString()).isEqualTo("{\"stdout\":\"out\",\"stderr\":\"err\",\"exit_code\":0}");
        assertThat(done.physicalId()).contains("demo-x-k3x9q2m7p1ab");
    }

    @Test void knowsItsEnvironmentAndHasNoInput() throws Exception {
        String command = "cat; echo $ROWLOOM_STACK $ROWLOOM_RESOURCE $ROWLOOM_PHYSICAL_NAME $ROWLOOM_KEY $ROWLOOM_FENCE $MORE";
        Step.Done done = (Step.Done) type.create(TestCall.of(type, "x", "{'create': '" + command + "', 'environment': {'MORE': 7}}"));
        assertThat(done.outputs().path("stdout").asText()).isEqualTo("demo x demo-x-k3x9q2m7p1ab key-x-1 1 7");
    }

    @Test void aListIsRunWithoutAShell() throws Exception {
        Step.Done done = (Step.Done) type.create(TestCall.of(type, "x", "{'create': ['/bin/echo', '$HOME; a  b']}"));
        assertThat(done.outputs().path("stdout").asText()).isEqualTo("$HOME; a  b");
    }

    @Test void aFailureTellsTheEndOfTheErrorsWithoutSecrets() throws Exception {
        Step.Failed failed = (Step.Failed) type.create(
                TestCall.of(type, "x", "{'create': 'echo ONE >&2; echo cannot log in with $PW >&2; exit 3', 'environment': {'PW': 'hunter22'}}"));
        assertThat(failed.reason()).isEqualTo("command 'create' failed with exit code 3: ONE | cannot log in with ******");
        assertThat(failed.physicalId()).contains("demo-x-k3x9q2m7p1ab");
        assertThat(failed.effect()).isEqualTo(Step.Effect.UNKNOWN);
    }

    @Test void aLongOutputIsReadToItsEndButCutOff() throws Exception {
        Step.Done done = (Step.Done) type.create(TestCall.of(type, "x", "{'create': 'yes | head -c 1000000'}"));
        assertThat(done.outputs().path("stdout").asText()).hasSize(Capture.KEPT_BYTES - 1);
    }

    @Test void aTimeOutKillsWhatWasPutInTheBackgroundToo() throws Exception {
        String marker = "4242" + ProcessHandle.current().pid();
        Step.Failed failed = (Step.Failed) type.create(TestCall.of(type, "x", "{'create': '(sleep " + marker + " &) ; sleep " + marker
                + "', 'timeout_secs': 0.3}"));
        assertThat(failed.reason()).contains("was killed after 0.3 s");
        Awaitility.await().untilAsserted(() -> assertThat(sleeping(marker)).isZero());
    }

    @Test void aCancelledCommandIsKilled() throws Exception {
        String marker = "4343" + ProcessHandle.current().pid();
        TestCall call = TestCall.of(type, "x", "{'create': 'sleep " + marker + "'}");
        call.cancel().set(true);
        assertThat(((Step.Failed) type.create(call)).retryable()).isTrue();
        Awaitility.await().untilAsserted(() -> assertThat(sleeping(marker)).isZero());
    }

    @Test void theDeadlineOfTheStackEndsACommand() throws Exception {
        TestCall call = TestCall.of(type, "x", "{'create': 'sleep 4444'}");
        assertThat(type.create(call.withDeadline(call.now().plusMillis(100)))).isInstanceOf(Step.Failed.class);
    }

    @Test void aBackgroundProcessThatKeepsTheOutputDoesNotHoldTheCallUp() throws Exception {
        Step.Done done = (Step.Done) type.create(TestCall.of(type, "x", "{'create': 'sleep 30 & echo $!'}"));
        long pid = done.outputs().path("stdout").asLong();
        assertThat(ProcessHandle.of(pid)).isPresent().get().matches(ProcessHandle::destroyForcibly);
    }

    @Test void whatCannotBeStartedIsSaidWithoutItsArguments() throws Exception {
        assertThat(((Step.Failed) type.create(TestCall.of(type, "x", "{'create': ['/no/such/program', 'hunter22']}"))).reason())
                .contains("create").doesNotContain("hunter22");
        assertThat(((Step.Failed) type.create(TestCall.of(type, "x", "{'create': 'true', 'environment': {'A=B': 'hunter22'}}"))).reason())
                .contains("cannot be started").doesNotContain("hunter22");
        assertThat(type.create(TestCall.of(type, "x", "{'create': []}"))).isInstanceOf(Step.Failed.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'create': 'a'}                  | {'create': 'b'}                          | REPLACE
            {'create': 'a'}                  | {'create': 'b', 'update': 'u'}           | IN_PLACE
            {'create': 'a', 'triggers': 1}   | {'create': 'a', 'triggers': 2}           | REPLACE
            {'create': 'a'}                  | {'create': 'a', 'environment': {'X': 1}} | REPLACE
            {'create': 'a', 'delete': 'd'}   | {'create': 'a', 'check': 'c', 'timeout_secs': 5} | IN_PLACE
            {'create': 'a'}                  | {'create': 'a', 'suspend': 's', 'resume': 'r'}   | IN_PLACE
            """)
    void replacesWhenThereIsNoUpdateCommand(String before, String after, UpdatePolicy expected) {
        assertThat(type.onChange(TestCall.complete(type, before), TestCall.complete(type, after))).isEqualTo(expected);
    }

    @Test void anUpdateRunsItsCommandOnlyWhenSomethingItIsForChanged() throws Exception {
        Path log = directory.resolve("log");
        String update = "'update': 'echo update >> " + log + "'";
        TestCall call = TestCall.of(type, "x", "{'create': 'echo made', " + update + "}");
        TestCall next = call.after(type.create(call));
        Step.Done quiet = (Step.Done) type.update(next.wanting(type, "{'create': 'echo made', " + update + ", 'delete': 'true', 'timeout_secs': 5}"));
        assertThat(quiet.outputs().path("stdout").asText()).isEqualTo("made");
        assertThat(log).doesNotExist();
        type.update(next.wanting(type, "{'create': 'echo made', " + update + ", 'triggers': 2}"));
        assertThat(log).hasContent("update");
    }

    @Test void aDeleteRunsWithoutAPhysicalIdToo() throws Exception {
        Path made = directory.resolve("made");
        TestCall call = TestCall.of(type, "x", "{'create': 'touch " + made + "; exit 1', 'delete': 'rm -f " + made + "'}");
        type.create(call);
        assertThat(made).exists();
        assertThat(type.delete(call)).isInstanceOf(Step.Done.class);
        assertThat(type.delete(call)).isInstanceOf(Step.Done.class);
        assertThat(made).doesNotExist();
    }

    @Test void theCheckCommandTellsWhetherItIsFit() throws Exception {
        Path made = directory.resolve("made");
        TestCall call = TestCall.of(type, "x", "{'create': 'touch " + made + "', 'check': 'test -e " + made + " || { echo $PW is lost >&2; exit 2; }', "
                + "'environment': {'PW': 'hunter22'}}");
        TestCall next = call.after(type.create(call));
        assertThat(next.drift(type.observe(next))).isEmpty();
        Files.delete(made);
        assertThat(type.observe(next)).isEqualTo(new Observation.Unfit("command 'check' failed with exit code 2: ****** is lost"));
        assertThat(made).doesNotExist();
    }

    @Test void withoutACheckCommandNothingCanBeSeen() throws Exception {
        assertThat(type.observe(TestCall.of(type, "x", "{'create': 'true'}"))).isEqualTo(new Observation.Unreadable());
    }

    @Test void aCheckThatTakesTooLongIsUnfitOneThatDidNotRunTellsNothing() throws Exception {
        assertThat(type.observe(TestCall.of(type, "x", "{'create': 'true', 'check': 'sleep 4545', 'timeout_secs': 0.1}"))).isInstanceOf(Observation.Unfit.class);
        assertThatThrownBy(() -> type.observe(TestCall.of(type, "x", "{'create': 'true', 'check': 'echo hunter22', 'working_directory': '/no/such/one'}")))
                .hasMessageContaining("cannot be started").hasMessageNotContaining("hunter22");
        TestCall cancelled = TestCall.of(type, "x", "{'create': 'true', 'check': 'sleep 4646'}");
        cancelled.cancel().set(true);
        assertThatThrownBy(() -> type.observe(cancelled)).hasMessageContaining("cancelled");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'create': 'a'} | {'create': 'a', 'update': 'u'} | REPAIR
            {'create': 'a'} | {'create': 'a'}                | REPLACE
            {}              | {'create': 'a', 'update': 'u'} | REPLACE
            """)
    void isRepairedByItsUpdateCommandUnlessItWasNeverCreated(String before, String after, Recovery expected) {
        assertThat(type.recovery(TestCall.complete(type, before).without("timeout_secs"), TestCall.complete(type, after))).isEqualTo(expected);
    }

    @Test void aRepairRunsTheUpdateCommandAlsoBesideAChangeThatNeedsNone() throws Exception {
        Path made = directory.resolve("made");
        String commands = "'create': 'touch " + made + "', 'update': 'touch " + made + "', 'check': 'test -e " + made + "'";
        TestCall call = TestCall.of(type, "x", "{" + commands + "}");
        TestCall next = call.after(type.create(call));
        Files.delete(made);
        assertThat(type.update(next)).isInstanceOf(Step.Done.class);
        assertThat(made).exists();
        Files.delete(made);
        assertThat(type.update(next.wanting(type, "{" + commands + ", 'timeout_secs': 5}"))).isInstanceOf(Step.Done.class);
        assertThat(made).exists();
    }

    @Test void suspendsAndResumesWithCommandsThatLeaveTheOutputs() throws Exception {
        Path asleep = directory.resolve("asleep");
        TestCall call = TestCall.of(type, "x", "{'create': 'true', 'suspend': 'echo now; touch " + asleep + "', 'resume': 'rm -f " + asleep + "'}");
        TestCall next = call.after(type.create(call));
        assertThat(type.suspend(next)).isEqualTo(Step.done());
        assertThat(asleep).exists();
        assertThat(type.resume(next)).isEqualTo(Step.done());
        assertThat(type.resume(next)).isEqualTo(Step.done());
        assertThat(asleep).doesNotExist();
        assertThat(type.suspend(next.wanting(type, "{'create': 'true'}"))).isEqualTo(Step.done());
        assertThat(type.suspend(next.wanting(type, "{'create': 'true', 'suspend': 'exit 4'}"))).isInstanceOf(Step.Failed.class);
    }

    private static long sleeping(String seconds) {
        return ProcessHandle.allProcesses().map(ProcessHandle::info).map(ProcessHandle.Info::arguments).flatMap(Optional::stream).flatMap(Stream::of)
                .filter(seconds::equals).count();
    }
}
