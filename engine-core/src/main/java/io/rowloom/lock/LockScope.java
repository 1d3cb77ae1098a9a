package io.rowloom.lock;

import io.rowloom.stack.StackId;

/** How much one lock is for: the setting {@code lock.scope}. The same in all engines, or locks of one do not keep others out. */
public enum LockScope {
    /** One row. */
    RESOURCE {
        @Override
        public LockKey of(StackId stack, int no) {
            return new LockKey("resource " + stack + "/" + no);
        }
    },
    /** All rows of a stack. */
    STACK {
        @Override
        public LockKey of(StackId stack, int no) {
            return new LockKey("stack " + stack);
        }
    },
    /** All rows that fall into one of {@value #SLOTS} parts by their hash, whatever their stacks: never more locks than that. */
    SLOT {
        @Override
        public LockKey of(StackId stack, int no) {
            return new LockKey("slot " + Math.floorMod(RESOURCE.of(stack, no).number(), SLOTS));
        }
    };

    /** A part of the protocol between engines: it cannot be a setting. */
    public static final int SLOTS = 256;

    public abstract LockKey of(StackId stack, int no);
}
