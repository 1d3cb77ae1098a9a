package io.rowloom.stack;

/** What a traversal does to its stack; Heat's words. */
public enum StackAction { CREATE, UPDATE, DELETE, ROLLBACK, CHECK, SUSPEND, RESUME, ADOPT, SNAPSHOT, RESTORE }
