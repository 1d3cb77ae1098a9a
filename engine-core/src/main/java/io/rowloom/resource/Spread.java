package io.rowloom.resource;

/** Which part of the ready nodes an engine looks at first, so that engines do not fight for the same ones: those whose number modulo {@code shards} is {@code shard}. */
public record Spread(int shards, int shard) {
    public static final Spread ALL = new Spread(1, 0);

    public Spread {
        if (shards < 1 || shard < 0 || shard >= shards) {
            throw new IllegalArgumentException("shard " + shard + " of " + shards);
        }
    }
}
