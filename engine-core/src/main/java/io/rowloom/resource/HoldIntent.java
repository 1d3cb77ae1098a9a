package io.rowloom.resource;

import io.rowloom.template.rule.Hook;

/**
 * What keeps a ready node from being begun.
 *
 * @param version as read: the guard
 * @param action what is to be begun when the hook is cleared
 */
public record HoldIntent(int no, long version, Hook hook, ResourceAction action) {}
