package io.rowloom.embedded;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** One at a time, over all threads and all processes of this machine. Ends with the process that holds it. The file stays: removing it would let two in. */
final class DirectoryLock {
    /** The operating system's lock belongs to the process and knows no threads. */
    private static final ReentrantLock THIS_PROCESS = new ReentrantLock();

    private DirectoryLock() {}

    static <T> T holding(Path file, Supplier<T> action) {
        THIS_PROCESS.lock();
        try (var channel = FileChannel.open(file, CREATE, WRITE); var _ = channel.lock()) {
            return action.get();
        } catch (IOException e) {
            throw new EmbeddedDatabaseException("Cannot lock " + file + " (" + e + ").", e);
        } finally {
            THIS_PROCESS.unlock();
        }
    }
}
