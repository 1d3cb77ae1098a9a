package io.rowloom.locks;

class MemoryMembershipTest extends MembershipContract {
    @Override
    String url() {
        return "memory:membership";
    }
}
