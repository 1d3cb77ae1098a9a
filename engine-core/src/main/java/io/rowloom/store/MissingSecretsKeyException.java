package io.rowloom.store;

/** A tree with a secret in it was to be stored, and this process has no key to seal it with. Nothing was written. */
public final class MissingSecretsKeyException extends RuntimeException {
    public static final String REASON =
            "A secret can only be stored sealed, and no secrets key is configured: make one, give the same to every engine, and send the request again.";

    public MissingSecretsKeyException() {
        super(REASON);
    }
}
