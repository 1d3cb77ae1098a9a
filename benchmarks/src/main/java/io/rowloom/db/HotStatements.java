package io.rowloom.db;

/**
 * The texts of the engine's own statements, for measurements of what they can reach without an engine. In this package, because nobody else should know them. Their parameters
 * are those that {@link ClaimStatement} and {@link FinishStatement} give them.
 */
public final class HotStatements {
    public static final String CLAIM = ClaimSql.CLAIM;
    public static final String FINISH = FinishSql.FINISH;

    private HotStatements() {}
}
