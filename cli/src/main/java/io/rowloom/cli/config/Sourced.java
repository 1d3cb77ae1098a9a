package io.rowloom.cli.config;

/**
 * The text of a setting and who said so.
 *
 * @param source for people: {@code --db}, {@code ROWLOOM_DB}, {@code rowloom.yaml:3}, {@code default}
 */
public record Sourced(String text, String source) {}
