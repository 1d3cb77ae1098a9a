package io.rowloom.types.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/**
 * Puts a whole file in place, or nothing: a temporary file in the same directory, synced, then renamed. Until it has its final mode, only the user of
 * the engine can read it. A crash can leave a file {@code .rowloom-*.tmp} behind.
 */
final class AtomicWrite {
    private static final int PERMISSION_BITS = 9;
    private static final PosixFilePermission[] BY_BIT = {
        PosixFilePermission.OTHERS_EXECUTE, PosixFilePermission.OTHERS_WRITE, PosixFilePermission.OTHERS_READ,
        PosixFilePermission.GROUP_EXECUTE, PosixFilePermission.GROUP_WRITE, PosixFilePermission.GROUP_READ,
        PosixFilePermission.OWNER_EXECUTE, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_READ};

    private AtomicWrite() {}

    static void write(Path file, byte[] content, Set<PosixFilePermission> mode, OwnerMark mark) throws IOException {
        Path directory = file.getParent();
        Path unfinished = Files.createTempFile(directory, ".rowloom-", ".tmp", PosixFilePermissions.asFileAttribute(permissions("0600")));
        try {
            try (FileChannel channel = FileChannel.open(unfinished, StandardOpenOption.WRITE)) {
                ByteBuffer rest = ByteBuffer.wrap(content);
                while (rest.hasRemaining()) {
                    channel.write(rest);
                }
                mark.write(unfinished, file);
                Files.setPosixFilePermissions(unfinished, mode);
                channel.force(true);
            }
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(unfinished);
        }
        sync(directory);
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
