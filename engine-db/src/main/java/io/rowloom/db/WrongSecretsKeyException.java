package io.rowloom.db;

/** The database was used with another secrets key than the one given. What is sealed in it could not be read, and hashes would not match. */
public final class WrongSecretsKeyException extends RuntimeException {
    public WrongSecretsKeyException() {
        super("The secrets key is not the one that this database was first used with. Give this process the key of the other engines.");
    }
}
