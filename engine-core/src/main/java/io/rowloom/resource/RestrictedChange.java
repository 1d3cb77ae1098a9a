package io.rowloom.resource;

import io.rowloom.template.rule.Restriction;

/**
 * A change that an update wants and the environment forbids.
 *
 * @param version as read: the guard
 */
public record RestrictedChange(int no, long version, int node, String name, Restriction restriction) {}
