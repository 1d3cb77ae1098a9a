package io.rowloom.types.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Puts a whole file in place, or nothing: a temporary file in the same directory, synced, then renamed. Until it has its final mode, only the user of
 * the engine can read it. A crash can leave the temporary file behind; the next call for the same copy removes it ({@link #clear}).
 */
final class AtomicWrite {
    private static final int PERMISSION_BITS = 9;
    private static final int UNIQUE_END = 12;
    /** How many claims before this one may have been cut off. Names are tried, not listed: a directory may be large. */
    private static final long FENCES_BACK = 256;
    private static final PosixFilePermission[] BY_BIT = {
        PosixFilePermission.OTHERS_EXECUTE, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_READ,
        PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.GROUP_WRITE, PosixFilePermission.GROUP_READ,
        PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_READ};

    private AtomicWrite() {}

    /**
     * @param late asked last of all
     * @return false when it was too late, and nothing is changed
     */
    static boolean write(Path file, byte[] content, Set<PosixFilePermission> mode, OwnerMark mark, BooleanSupplier late) throws IOException {
        Path directory = file.getParent();
        clear(directory, mark);
        Path unfinished = unfinished(directory, mark, mark.fence());
        try {
            try (FileChannel channel = FileChannel.open(unfinished, Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(permissions("0600")))) {
                ByteBuffer rest = ByteBuffer.wrap(content);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                mark.write(unfinished, file);
                Files.setPosixFilePermissions(unfinished, mode);
                channel.force(true);
            }
            if (late.getAsBoolean()) {
                return false;
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        sync(directory);
        return true;
    }

    /**
     * Removes a file of this copy, and never one that another copy of the resource puts in its place in this very moment: it is taken aside first, and looked
     * at there.
     *
     * @return false when it was another's, which is there again unless a still newer one has its place
     */
    static boolean remove(Path file, OwnerMark mark) throws IOException {
        Path aside = unfinished(file.getParent(), mark, mark.fence());
        try {
            Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
        } catch (NoSuchFileException _) {
            return false;
        }
        Optional<OwnerMark> inIt = OwnerMark.of(aside);
        boolean ours = (inIt.isPresent() ? inIt : OwnerMark.beside(file)).filter(mark::sameCopy).isPresent();
        if (!ours) {
            try {
                Files.createLink(file, aside);
            } catch (FileAlreadyExistsException _) {
                // newer than what was taken aside
            }
        }
        Files.delete(aside);
        if (ours) {
            OwnerMark.remove(file);
        }
        sync(file.getParent());
        return ours;
    }

    /** Removes what earlier calls for the same copy left unfinished. A call that is late and still at work fails for it, as it should. */
    static void clear(Path directory, OwnerMark mark) throws IOException {
        for (long fence = Math.max(0, mark.fence() - FENCES_BACK); fence < mark.fence(); fence++) {
            Files.deleteIfExists(unfinished(directory, mark, fence));
        }
    }

    /** The end of a physical name is unique by itself, and short. */
    private static Path unfinished(Path directory, OwnerMark mark, long fence) {
        String copy = mark.physicalName().substring(Math.max(0, mark.physicalName().length() - UNIQUE_END)).replace('/', '_');
        return directory.resolve(".rowloom-" + copy + "-" + fence + ".tmp");
    }

    /** @param octal three or four octal digits; a leading fourth must be 0 */
    static Set<PosixFilePermission> permissions(String octal) {
        int bits = Integer.parseInt(octal, 8);
        Set<PosixFilePermission> permissions = EnumSet.noneOf(PosixFilePermission.class);
        for (int bit = 0; bit < PERMISSION_BITS; bit++) {
            if ((bits >> bit & 1) == 1) {
                permissions.add(BY_BIT[bit]);
            }
        }
        return permissions;
    }

    static String octal(Set<PosixFilePermission> permissions) {
        int bits = 0;
        for (int bit = 0; bit < PERMISSION_BITS; bit++) {
            bits |= permissions.contains(BY_BIT[bit]) ? 1 << bit : 0;
        }
        return String.format("%04o", bits);
    }

    /** A rename is durable once its directory is synced. */
    static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
