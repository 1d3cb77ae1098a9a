package io.rowloom.types.exec;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Reads an output to its end, so that the writer never blocks, and keeps the first {@value #KEPT_BYTES} bytes. */
final class Capture {
    static final int KEPT_BYTES = 64 * 1024;
    /** For how long an output is read on after its program ended: a child in the background may hold it open for ever. */
    private static final Duration GRACE = Duration.ofSeconds(1);

    private final InputStream input;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final Thread reader;

    private Capture(InputStream input) {
        this.input = input;
        this.reader = Thread.ofPlatform().daemon().name("exec-output").unstarted(this::read);
    }

    static Capture of(InputStream input) {
        Capture capture = new Capture(input);
        capture.reader.start();
        return capture;
    }

    /** What was kept, as UTF-8, without line ends at the end, and without NUL, which no database text can hold. */
    String text() throws InterruptedException {
        reader.join(GRACE);
        synchronized (kept) {
            return withoutLineEnd(kept.toString(StandardCharsets.UTF_8).replace("\0", ""));
        }
    }

    private static String withoutLineEnd(String text) {
        int end = text.length();
        while (end > 0 && (text.charAt(end - 1) == '\n' || text.charAt(end - 1) == '\r')) {
            end--;
        }
        return text.substring(0, end);
    }

    private void read() {
        byte[] buffer = new byte[8192];
        try (input) {
            for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
                synchronized (kept) {
                    kept.write(buffer, 0, Math.min(read, KEPT_BYTES - kept.size()));
                }
            }
        } catch (IOException _) {
            // the program was killed: what came before is all there is
        }
    }
}
