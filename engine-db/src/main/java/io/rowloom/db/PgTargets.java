package io.rowloom.db;

import static io.rowloom.db.jooq.Tables.TEMPLATE;

import io.rowloom.store.Targets;
import io.rowloom.template.Target;
import io.rowloom.value.Fingerprint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Targets by hash, sealed. */
final class PgTargets implements Targets {
    /** A part of a statement, of {@code v}. Its use is noted once a minute: who stores the same target many times does not write one row many times, or wait for others who do. */
    static final String STORED = """
        INSERT INTO template (hash, document)
        SELECT v.hash, v.document FROM v WHERE NOT EXISTS (SELECT FROM template t WHERE t.hash = v.hash AND t.used_at > now() - interval '1 minute')
        ON CONFLICT (hash) DO UPDATE SET used_at = now()""";

    private static final String STORE = "WITH v AS MATERIALIZED (SELECT ?::text AS hash, ?::jsonb AS document)\n" + STORED;

    private final Transactions transactions;
    private final Trees trees;
    private final Fingerprint fingerprint;

    PgTargets(Transactions transactions, Trees trees, Fingerprint fingerprint) {
        this.transactions = transactions;
        this.trees = trees;
        this.fingerprint = fingerprint;
    }

    @Override
    public String store(Target target) {
        List<String> given = binds(target);
        transactions.statement(tx -> tx.write(STORE, given.toArray()));
        return given.getFirst();
    }

    /** Hash and document. */
    List<String> binds(Target target) {
        return List.of(fingerprint.of(target.document()), trees.write(target.document()));
    }

    @Override
    public Optional<Target> find(String hash) {
        return transactions.statement(tx -> tx.sql().select(TEMPLATE.DOCUMENT).from(TEMPLATE).where(TEMPLATE.HASH.eq(Texts.storable(hash)))
                .fetchOptional(Columns::row).map(row -> new Target(row.object("document", trees))));
    }

    @Override
    public int purge(Duration unusedFor) {
        return transactions.statement(tx -> tx.write("""
            DELETE FROM template t WHERE t.used_at <= now() - ? * interval '1 second' AND t.hash <> ALL (ARRAY(
                SELECT target FROM stack WHERE target IS NOT NULL UNION SELECT last_template FROM stack WHERE last_template IS NOT NULL
                UNION SELECT target FROM snapshot WHERE target IS NOT NULL))""",
                Binds.seconds(unusedFor)));
    }
}
