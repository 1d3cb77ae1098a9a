package io.rowloom.stack;

/** How far the last action of a stack or resource is; Heat's words. */
public enum Status { IN_PROGRESS, COMPLETE, FAILED }
