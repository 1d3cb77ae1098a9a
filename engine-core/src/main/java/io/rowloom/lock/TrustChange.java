package io.rowloom.lock;

/** The lock service is used no more, or is used again: worth one line in a log each. */
public sealed interface TrustChange {
    /** @param reason for people, without secrets */
    record Doubted(String reason) implements TrustChange {}

    record TrustedAgain() implements TrustChange {}
}
