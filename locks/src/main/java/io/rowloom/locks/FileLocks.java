package io.rowloom.locks;

import io.rowloom.lock.LockKey;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * {@code file:/directory}: a lock is one byte of one file, far beyond its end, so no files pile up. Free again when the process dies. If the file is
 * removed, others make a new one and the locks on the old one say nothing any more: they are lost.
 *
 * <p>A process loses all its locks of a file when it closes <em>any</em> channel to it. So there is one channel per file in a process, and it is
 * never closed while locks are on it.
 */
final class FileLocks implements LockService {
    private static final Map<Path, Shared> OPEN = new ConcurrentHashMap<>();

    private final Path file;
    private final Map<LockKey, Taken> taken = new ConcurrentHashMap<>();

    /** @param channel on which the lock is; another one once the file was replaced */
    private record Taken(FileLock lock, Shared channel) {}

    /** @param identity of the file that is open, as far as the system tells */
    private record Shared(FileChannel channel, @Nullable Object identity) {}

    FileLocks(Path directory) {
        this.file = directory.toAbsolutePath().normalize().resolve("rowloom.locks");
    }

    @Override
    public boolean take(LockKey key) throws ServiceException {
        try {
            Shared shared = shared();
            @Nullable FileLock lock = shared.channel().tryLock(key.number() >>> 2, 1, false);
            if (lock != null) {
                taken.put(key, new Taken(lock, shared));
            }
            return lock != null;
        } catch (OverlappingFileLockException _) {
            return false; // another one in this process has it
        } catch (IOException e) {
            throw new ServiceException("cannot lock " + file, e);
        }
    }

    private Shared shared() throws IOException {
        synchronized (OPEN) {
            Shared open = OPEN.get(file);
            if (open == null || !isCurrent(open)) {
                Files.createDirectories(file.getParent());
                var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
                open = new Shared(channel, identity());
                OPEN.put(file, open);
            }
            return open;
        }
    }

    private boolean isCurrent(Shared shared) {
        try {
            return Objects.equals(identity(), shared.identity());
        } catch (IOException _) {
            return false;
        }
    }

    private @Nullable Object identity() throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    @Override
    public void give(LockKey key) throws ServiceException {
        Taken gone = taken.remove(key);
        if (gone != null) {
            try {
                gone.lock().release();
            } catch (IOException e) {
                throw new ServiceException("cannot unlock " + file, e);
            }
        }
    }

    @Override
    public boolean extend(LockKey key) {
        return beat(Set.of(key)).isEmpty();
    }

    @Override
    public Set<LockKey> beat(Set<LockKey> held) {
        Set<LockKey> lost = new HashSet<>();
        for (LockKey key : held) {
            Taken mine = taken.get(key);
            if (mine == null || !mine.lock().isValid() || !isCurrent(mine.channel())) {
                taken.remove(key);
                lost.add(key);
            }
        }
        return lost;
    }

    @Override
    public boolean sure(LockKey key) {
        Taken mine = taken.get(key);
        return mine != null && mine.lock().isValid();
    }

    @Override
    public void close() {
        for (LockKey key : taken.keySet()) {
            try {
                give(key);
            } catch (ServiceException _) {
                continue; // ends with the process
            }
        }
    }
}
