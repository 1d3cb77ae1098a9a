package io.rowloom.template;

/**
 * A text that a user wrote, YAML or JSON.
 *
 * @param name how problems call it: a file name, or a word such as {@code template}
 */
public record TemplateSource(String name, String text) {}
