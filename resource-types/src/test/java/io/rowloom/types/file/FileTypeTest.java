package io.rowloom.types.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.plugin.Observation;
import io.rowloom.plugin.Step;
import io.rowloom.plugin.UpdatePolicy;
import io.rowloom.types.ExternalCall;
import io.rowloom.types.TestCall;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTypeTest {
    private final FileType type = new FileType();
    @TempDir Path directory;
    private Path file = Path.of("/");

    @BeforeEach void path() {
        file = directory.resolve("app.conf");
    }

    @Test void createsTheWholeFileAndLeavesNothingElse() throws Exception {
        Step.Done done = (Step.Done) type.create(call("hello", "0640"));
        assertThat(file).hasContent("hello");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-r-----");
        assertThat(done.physicalId()).contains(file.toString());
        assertThat(done.outputs().path("sha256").asText()).isEqualTo("2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824");
        assertThat(done.outputs().path("size").asInt()).isEqualTo(5);
        assertThat(directory).isDirectoryNotContaining(path -> path.getFileName().toString().endsWith(".tmp"));
    }

    @Test void aRepeatedCreateComesToTheSameEnd() throws Exception {
        TestCall call = call("hello", "0644");
        Step first = type.create(call);
        assertThat(type.create(call.withFence(2))).isEqualTo(first);
        assertThat(file).hasContent("hello");
    }

    /** An engine was killed between the writing and the renaming. */
    @Test void whatACrashLeftUnfinishedIsRemovedByTheNextCall() throws Exception {
        TestCall call = call("hello", "0644");
        String copy = call.physicalName().substring(call.physicalName().length() - 12);
        Path unfinished = directory.resolve(".rowloom-" + copy + "-1.tmp");
        Files.createFile(unfinished);
        Path ofAnother = Files.createFile(directory.resolve(".rowloom-another-one-1.tmp"));
        type.create(call.withFence(3));
        assertThat(unfinished).doesNotExist();
        Files.createFile(unfinished);
        type.delete(call.withFence(4));
        assertThat(unfinished).doesNotExist();
        Files.createFile(unfinished);
        type.observe(call.withFence(5));
        assertThat(unfinished).doesNotExist();
        assertThat(ofAnother).exists();
    }

    @Test void updatesInPlace() throws Exception {
        TestCall call = call("one", "0644");
        TestCall next = call.after(type.create(call)).wanting(type, properties("two", "0600"));
        assertThat(type.onChange(call.properties(), next.properties())).isEqualTo(UpdatePolicy.IN_PLACE);
        assertThat(type.update(next)).isInstanceOf(Step.Done.class);
        assertThat(file).hasContent("two");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-------");
    }

    @Test void anAdoptedFileGetsAnotherMarkAndIsNotWritten() throws Exception {
        TestCall first = call("hello", "0644");
        type.create(first);
        TestCall second = adopting(first);
        assertThat(type.observe(second)).as("still the first one's").isInstanceOf(Observation.Missing.class);
        var before = Files.getLastModifiedTime(file);
        assertThat(second.drift(type.adopt(second))).isEmpty();
        assertThat(second.drift(type.adopt(second))).as("once more").isEmpty();
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(before);
        assertThat(type.observe(second)).isInstanceOf(Observation.Found.class);
        type.delete(first.withFence(9));
        assertThat(file).as("no longer the first one's").exists();
        type.delete(second.withFence(10));
        assertThat(file).doesNotExist();
    }

    @Test void whatIsNotAsWantedIsNotAdopted() throws Exception {
        TestCall first = call("hello", "0644");
        TestCall second = adopting(first);
        assertThat(type.adopt(second)).isInstanceOf(Observation.Missing.class);
        type.create(first);
        TestCall other = second.wanting(type, properties("bye", "0644"));
        assertThat(other.drift(type.adopt(other))).containsExactly("content");
        assertThat(type.observe(first)).as("still the first one's").isInstanceOf(Observation.Found.class);
        assertThat(type.adopt(second.wanting(type, "{'path': '/elsewhere', 'content': 'hello'}"))).isInstanceOf(Observation.Missing.class);
    }

    @Test void anExternalFileIsReadWhoeversItIs() throws Exception {
        assertThat(type.observe(ExternalCall.of(call("", "0644"), file.toString()))).isInstanceOf(Observation.Missing.class);
        Files.writeString(file, "by hand");
        Observation.Found found = (Observation.Found) type.observe(ExternalCall.of(TestCall.of(type, "conf", "{}"), file.toString()));
        assertThat(found.outputs().path("size").asInt()).isEqualTo(7);
        assertThat(type.observe(ExternalCall.of(call("", "0644"), "app.conf"))).as("relative").isInstanceOf(Observation.Missing.class);
    }

    private TestCall adopting(TestCall made) {
        TestCall other = made.replacement();
        return new TestCall(new java.util.UUID(9, 9), "other", other.resourceName(), other.physicalName(), other.idempotencyKey(), 1, java.util.Optional.of(file.toString()),
                other.properties(), other.previousProperties(), other.outputs(), other.cookie(), other.deadline(), other.cancel(), other.beingLate(), other.now(), java.util.Optional.empty(), java.util.List.of());
    }

    @Test void goesBackToTheContentOfTheSnapshot() throws Exception {
        TestCall call = call("one", "0640");
        TestCall there = call.after(type.create(call));
        Files.writeString(file, "changed by hand");
        Step then = type.snapshot(there);
        type.update(there.wanting(type, properties("two", "0600")));
        Step.Done restored = (Step.Done) type.restore(there.restoring(then));
        assertThat(file).hasContent("changed by hand");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).isEqualTo("rw-r-----");
        assertThat(restored.outputs().path("size").asInt()).isEqualTo(15);
        type.delete(there);
        assertThat(type.snapshot(there)).isInstanceOf(Step.Gone.class);
        assertThat(type.restore(call.restoring(then))).as("made again").isInstanceOf(Step.Done.class);
        assertThat(file).hasContent("changed by hand");
    }

    @Test void keepsBytesThatAreNoText() throws Exception {
        TestCall call = call("one", "0640");
        TestCall there = call.after(type.create(call));
        byte[] bytes = {0, (byte) 0xff, 7};
        Files.write(file, bytes);
        Step then = type.snapshot(there);
        type.update(there);
        type.restore(there.restoring(then));
        assertThat(file).hasBinaryContent(bytes);
    }

    @Test void anotherPathIsAnotherFile() {
        assertThat(type.onChange(TestCall.complete(type, "{'path': '/a'}"), TestCall.complete(type, "{'path': '/b'}")))
                .isEqualTo(UpdatePolicy.REPLACE);
    }

    @Test void aForeignFileIsRefusedAndKept() throws Exception {
        Files.writeString(file, "precious");
        assertThat(((Step.Failed) type.create(call("secret-content", "0644"))).reason()).contains("overwrite: true").doesNotContain("secret-content");
        type.delete(call("secret-content", "0644"));
        assertThat(file).hasContent("precious");
    }

    @Test void aFileOfAnotherResourceIsForeign() throws Exception {
        type.create(TestCall.of(type, "other", properties("precious", "0644")));
        assertThat(type.create(call("x", "0644"))).isInstanceOf(Step.Failed.class);
        assertThat(file).hasContent("precious");
    }

    @Test void aForeignFileIsOverwrittenWhenToldSo() throws Exception {
        Files.writeString(file, "old");
        TestCall call = TestCall.of(type, "f", "{'path': '" + file + "', 'content': 'new', 'overwrite': true}");
        assertThat(type.create(call)).isInstanceOf(Step.Done.class);
        assertThat(file).hasContent("new");
    }

    @Test void deletingTheOldCopyKeepsTheFileOfItsReplacement() throws Exception {
        TestCall old = call("old", "0644");
        TestCall next = old.after(type.create(old));
        TestCall replacement = old.replacement().wanting(type, properties("new", "0644"));
        assertThat(type.create(replacement)).isInstanceOf(Step.Done.class);
        assertThat(type.delete(next)).isInstanceOf(Step.Gone.class);
        assertThat(file).hasContent("new");
        assertThat(type.delete(replacement)).isEqualTo(Step.done());
        assertThat(file).doesNotExist();
    }

    /** A user went back to an earlier path: the new copy came after the look at the file, and before it was removed. */
    @Test void aReplacementThatComesWhileTheOldCopyIsDeletedIsKept() throws Exception {
        TestCall old = call("old", "0644");
        type.create(old);
        type.create(old.replacement().wanting(type, properties("new", "0644")));
        assertThat(AtomicWrite.remove(file, OwnerMark.of(old.withFence(2)))).isFalse();
        assertThat(file).hasContent("new");
        assertThat(OwnerMark.of(file)).contains(OwnerMark.of(old.replacement()));
        assertThat(directory).isDirectoryNotContaining(path -> path.getFileName().toString().endsWith(".tmp"));
    }

    @Test void aDeleteFindsWhatACutOffCreateMadeAndComesTwice() throws Exception {
        TestCall call = call("x", "0644");
        type.create(call);
        assertThat(type.delete(call.withFence(2))).isEqualTo(Step.done());
        assertThat(directory).isEmptyDirectory();
        assertThat(type.delete(call.withFence(3))).isInstanceOf(Step.Gone.class);
    }

    @Test void aLateCallChangesNothing() throws Exception {
        TestCall call = call("one", "0644");
        TestCall late = call.after(type.create(call)).wanting(type, properties("two", "0644"));
        type.update(late.withFence(9).wanting(type, properties("three", "0644")));
        assertThat(type.update(late)).isInstanceOf(Step.Failed.class);
        assertThat(type.delete(late)).isInstanceOf(Step.Failed.class);
        assertThat(file).hasContent("three");
    }

    @Test void anEngineWhoseLeaseIsOverPutsNothingInPlace() throws Exception {
        TestCall call = call("one", "0644");
        call.beingLate().set(true);

        assertThat(type.create(call)).isInstanceOfSatisfying(Step.Failed.class, failed -> {
            assertThat(failed.retryable()).isTrue();
            assertThat(failed.effect()).isEqualTo(Step.Effect.NONE);
        });
        assertThat(directory).isEmptyDirectory();

        call.beingLate().set(false);
        assertThat(type.create(call)).isInstanceOf(Step.Done.class);
        assertThat(file).hasContent("one");
    }

    @Test void anEditorThatRenamesIsOverwrittenByAnUpdateButNotDeleted() throws Exception {
        TestCall call = call("one", "0644");
        TestCall next = call.after(type.create(call));
        Files.delete(file);
        Files.writeString(file, "edited");
        assertThat(type.delete(next)).isInstanceOf(Step.Gone.class);
        assertThat(type.observe(next)).isInstanceOf(Observation.Unfit.class);
        assertThat(type.update(next)).isInstanceOf(Step.Done.class);
        assertThat(file).hasContent("one");
        assertThat(type.delete(next)).isEqualTo(Step.done());
    }

    @Test void anUpdateDoesNotOverwriteTheFileOfAnotherResource() throws Exception {
        TestCall call = call("one", "0644");
        TestCall next = call.after(type.create(call));
        type.create(TestCall.of(type, "other", "{'path': '" + file + "', 'content': 'precious', 'overwrite': true}"));
        assertThat(type.observe(next)).isInstanceOf(Observation.Missing.class);
        assertThat(type.update(next)).isInstanceOf(Step.Failed.class);
        assertThat(file).hasContent("precious");
    }

    @Test void aFileOfAnotherResourceIsTakenBackWhenToldSo() throws Exception {
        String wanted = "{'path': '" + file + "', 'content': 'mine', 'overwrite': true}";
        TestCall call = TestCall.of(type, "f", wanted);
        TestCall next = call.after(type.create(call));
        type.create(TestCall.of(type, "other", wanted.replace("mine", "not mine")));
        assertThat(type.observe(next)).isInstanceOf(Observation.Unfit.class);
        assertThat(type.update(next)).isInstanceOf(Step.Done.class);
        assertThat(file).hasContent("mine");
        assertThat(next.drift(type.observe(next))).isEmpty();
    }

    @Test void aFileSystemWithoutExtendedAttributesHasTheMarkBesideTheFile() throws Exception {
        TestCall call = call("one", "0644");
        OwnerMark mark = OwnerMark.of(call);
        Files.writeString(file, "one");
        mark.writeBeside(file);
        assertThat(OwnerMark.of(file)).contains(mark);
        assertThat(type.create(call)).isInstanceOf(Step.Done.class);
        assertThat(type.delete(call)).isEqualTo(Step.done());
        assertThat(directory).isEmptyDirectory();
    }

    @Test void whereTheMarkIsBesideTheFileItSaysToo() throws Exception {
        TestCall call = call("one", "0644");
        Files.writeString(file, "new");
        OwnerMark.of(call.replacement()).writeBeside(file);
        assertThat(AtomicWrite.remove(file, OwnerMark.of(call))).isFalse();
        assertThat(file).hasContent("new");
        OwnerMark.of(call).writeBeside(file);
        assertThat(AtomicWrite.remove(file, OwnerMark.of(call))).isTrue();
        assertThat(directory).isEmptyDirectory();
    }

    @Test void readsModeAndContent() throws Exception {
        TestCall call = call("hush", "644");
        TestCall next = call.after(type.create(call));
        assertThat(next.drift(type.observe(next))).isEmpty();
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        assertThat(next.drift(type.observe(next))).containsExactly("mode");
        Files.writeString(file, "harm");
        Observation.Found found = (Observation.Found) type.observe(next);
        assertThat(found.properties().toString()).isEqualTo("{\"mode\":\"0600\",\"content\":\"harm\"}");
        assertThat(found.outputs().path("size").asInt()).isEqualTo(4);
        assertThat(type.update(next.mending(found))).isInstanceOf(Step.Done.class);
        assertThat(next.drift(type.observe(next))).isEmpty();
    }

    @Test void whatIsNotThereIsMissingAndItsReplacementTakesThePlace() throws Exception {
        TestCall call = call("one", "0644");
        TestCall next = call.after(type.create(call));
        Files.delete(file);
        assertThat(type.observe(next)).isEqualTo(new Observation.Missing("there is no file " + file));
        assertThat(type.create(call.replacement())).isInstanceOf(Step.Done.class);
        assertThat(type.delete(next)).isInstanceOf(Step.Gone.class);
        assertThat(file).hasContent("one");
    }

    @Test void contentThatIsNoTextOrTooLongDiffersWithoutBeingShown() throws Exception {
        TestCall call = call("one", "0644");
        TestCall next = call.after(type.create(call));
        Files.write(file, new byte[] {'a', (byte) 0xff});
        assertThat(((Observation.Found) type.observe(next)).properties().path("content").asText()).isEqualTo("(2 bytes)");
        Files.write(file, "x".repeat(100_000).getBytes(StandardCharsets.UTF_8));
        assertThat(((Observation.Found) type.observe(next)).properties().path("content").asText()).isEqualTo("(100000 bytes)");
        assertThat(next.drift(type.observe(next))).containsExactly("content");
    }

    @Test void longContentThatIsAsWantedDoesNotDiffer() throws Exception {
        TestCall call = call("x".repeat(100_000), "0644");
        TestCall next = call.after(type.create(call));
        assertThat(next.drift(type.observe(next))).isEmpty();
    }

    @Test void isReadWhereItIsNotWhereItIsWanted() throws Exception {
        TestCall call = call("one", "0644");
        TestCall next = call.after(type.create(call)).wanting(type, "{'path': '" + directory.resolve("elsewhere") + "', 'content': 'one'}");
        assertThat(next.drift(type.observe(next))).isEmpty();
        assertThat(type.onChange(next.mending(type.observe(next)).previousProperties(), next.properties())).isEqualTo(UpdatePolicy.REPLACE);
    }

    @Test void aDirectoryInItsPlaceIsMissingALinkIsOverwritten() throws Exception {
        TestCall call = call("one", "0644");
        TestCall next = call.after(type.create(call));
        Files.delete(file);
        Files.createDirectory(file);
        assertThat(type.observe(next)).isInstanceOf(Observation.Missing.class);
        Files.delete(file);
        Path target = Files.writeString(directory.resolve("target"), "precious");
        Files.createSymbolicLink(file, target);
        assertThat(type.observe(next)).isInstanceOf(Observation.Unfit.class);
        assertThat(type.update(next)).isInstanceOf(Step.Done.class);
        assertThat(file).isRegularFile().hasContent("one");
        assertThat(target).hasContent("precious");
    }

    @Test void aMissingDirectoryIsAnErrorUnlessItMayBeMade() throws Exception {
        Path deep = directory.resolve("a/b/f");
        assertThat(((Step.Failed) type.create(TestCall.of(type, "f", "{'path': '" + deep + "'}"))).reason()).contains("directory must exist");
        assertThat(type.create(TestCall.of(type, "f", "{'path': '" + deep + "', 'directory_mode': '0750'}"))).isInstanceOf(Step.Done.class);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(deep.getParent()))).isEqualTo("rwxr-x---");
    }

    @Test void aDirectoryInTheWayIsRefused() throws IOException {
        Files.createDirectory(file);
        assertThat(((Step.Failed) type.create(call("x", "0644"))).reason()).contains("is a directory");
    }

    @Test void aLinkInTheWayIsForeignAndNotFollowed() throws IOException {
        Path target = Files.writeString(directory.resolve("target"), "precious");
        Files.createSymbolicLink(file, target);
        assertThat(type.create(call("x", "0644"))).isInstanceOf(Step.Failed.class);
        assertThat(target).hasContent("precious");
    }

    private TestCall call(String content, String mode) {
        return TestCall.of(type, "f", properties(content, mode));
    }

    private String properties(String content, String mode) {
        return "{'path': '" + file + "', 'content': '" + content + "', 'mode': '" + mode + "'}";
    }
}
