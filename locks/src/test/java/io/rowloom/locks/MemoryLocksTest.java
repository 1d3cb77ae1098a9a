package io.rowloom.locks;

class MemoryLocksTest extends LocksContract {
    @Override
    String url() {
        return "memory:contract";
    }
}
