package io.rowloom.embedded;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Turns what a failed program wrote into what to do about it. */
final class Advice {
    private static final String NO_NAMESPACE = "PostgreSQL does not run as root, and this system does not allow root the way around it (unshare --user). "
        + "Run as an ordinary user, allow user namespaces (package util-linux; sysctl user.max_user_namespaces; in a container its seccomp profile), "
        + "or use a PostgreSQL server of your own.";

    private static final Map<String, String> KNOWN = new LinkedHashMap<>();

    static {
        KNOWN.put("No space left on device", "The disk is full: free some space (an empty database needs 60 MB) or choose another directory.");
        KNOWN.put("Check free disk space", "The disk is full: free some space (an empty database needs 60 MB) or choose another directory.");
        KNOWN.put("Disk quota exceeded", "The disk quota is used up: free some space (an empty database needs 60 MB) or choose another directory.");
        KNOWN.put("Address already in use", "Another program listens on this port: stop it, or choose another port.");
        KNOWN.put("Cannot run program \"unshare\"", NO_NAMESPACE);
        KNOWN.put("unshare: unshare failed", NO_NAMESPACE);
        KNOWN.put("cannot be run as root", NO_NAMESPACE);
        KNOWN.put("has wrong ownership", "The directory belongs to another user: run as that user, or choose another directory.");
        KNOWN.put("initialized by PostgreSQL version", "The data was written by another major version of PostgreSQL: use that one, or another directory.");
        KNOWN.put("Cannot allocate memory", "There is too little memory for the server.");
        KNOWN.put("Permission denied", "This user may not read or write there; with root, all parent directories must be accessible without special rights.");
    }

    private Advice() {}

    static String explain(String what, String output) {
        var advice = KNOWN.entrySet().stream().filter(known -> (what + output).contains(known.getKey())).map(Map.Entry::getValue).limit(1)
            .collect(Collectors.joining());
        return "The embedded PostgreSQL failed. " + advice + (advice.isEmpty() ? "" : "\n") + what + ":\n" + output.strip();
    }
}
