package io.rowloom.locks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Makes certificates in a directory, as one would by hand: with {@code openssl}. They are good for two days. */
record Certificates(Path directory) {
    /** @param certificate the file; its key is beside it */
    record Issued(Path certificate, Path key) {}

    /** One that is signed by itself, and may sign others. */
    Issued authority(String name) {
        return issue(name, List.of("-subj", "/CN=" + name));
    }

    /** For a server on this machine, or for who shows it to one. */
    Issued signed(String name, Issued by) {
        return signed(name, by, "IP:127.0.0.1");
    }

    Issued signed(String name, Issued by, String holder) {
        return issue(name, List.of("-subj", "/CN=" + name, "-CA", by.certificate().toString(), "-CAkey", by.key().toString(),
                "-addext", "subjectAltName=" + holder, "-addext", "basicConstraints=critical,CA:FALSE"));
    }

    private Issued issue(String name, List<String> options) {
        Issued issued = new Issued(directory.resolve(name + ".pem"), directory.resolve(name + ".key"));
        openssl(Stream.concat(Stream.of("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
                "-keyout", issued.key().toString(), "-out", issued.certificate().toString()), options.stream()).toList());
        return issued;
    }

    void openssl(List<String> arguments) {
        try {
            Path log = directory.resolve("openssl.log");
            var process = new ProcessBuilder(Stream.concat(Stream.of("openssl"), arguments.stream()).toList()).redirectErrorStream(true)
                    .redirectOutput(log.toFile()).start();
            if (process.onExit().join().exitValue() != 0) {
                throw new IllegalStateException(arguments + ": " + Files.readString(log));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
