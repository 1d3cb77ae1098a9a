package io.rowloom.db;

/** Sees to it that all processes on a database have the same secrets key: the first one's is registered. */
final class SecretsKeyCheck {
    private final Transactions transactions;

    SecretsKeyCheck(Transactions transactions) {
        this.transactions = transactions;
    }

    void check(SecretBox box) {
        String registered = transactions.transaction(tx -> {
            tx.write("INSERT INTO setting (name, value) VALUES ('secrets_key_check', ?) ON CONFLICT (name) DO NOTHING", box.check());
            return tx.one("SELECT value FROM setting WHERE name = 'secrets_key_check'").orElseThrow().text("value");
        });
        if (!registered.equals(box.check())) {
            throw new WrongSecretsKeyException();
        }
    }
}
