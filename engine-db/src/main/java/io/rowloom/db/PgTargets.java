package io.rowloom.db;

import static io.rowloom.db.jooq.Tables.TEMPLATE;

import io.rowloom.store.Targets;
import io.rowloom.template.Target;
import io.rowloom.value.Fingerprint;
import java.time.Duration;
import java.util.Optional;
import org.jooq.JSONB;
import org.jooq.impl.DSL;

/** Targets by hash, sealed. */
final class PgTargets implements Targets {
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
        String hash = fingerprint.of(target.document());
        String document = trees.write(target.document());
        transactions.statement(tx -> tx.sql().insertInto(TEMPLATE, TEMPLATE.HASH, TEMPLATE.DOCUMENT).values(hash, JSONB.valueOf(document))
                .onConflict(TEMPLATE.HASH).doUpdate().set(TEMPLATE.USED_AT, DSL.currentInstant()).execute());
        return hash;
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
