package io.rowloom.locks;

import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.lock.HeldLock;
import io.rowloom.lock.Locks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileLocksTest extends LocksContract {
    @TempDir
    Path directory;

    @Override
    String url() {
        return "file:" + directory.resolve("made/when/needed");
    }

    @Test
    void locksOnAFileThatIsRemovedAreLost() throws IOException {
        Locks one = open();
        HeldLock lock = got(one.tryLock(key, Duration.ZERO));
        Files.delete(directory.resolve("made/when/needed/rowloom.locks"));
        got(open().tryLock(key, Duration.ZERO));
        assertThat(lock.extend()).isFalse();
        assertThat(lock.lost()).isTrue();
    }

    @Test
    void aDirectoryThatCannotBeMadeMeansThatThereAreNoLocks() throws IOException {
        Files.writeString(directory.resolve("made"), "a file");
        assertThat(open().tryLock(key, Duration.ZERO).toString()).contains("cannot lock");
    }
}
