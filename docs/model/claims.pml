/*
 * Claim, finish, supersede and take-over, as the verbs of engine-db do them. README.md says what is modelled, and what each property promises.
 *
 * Each `d_step { guard -> ... }` is one step: one read, one transaction, or one call. Whatever another process does can come between two steps, and nothing
 * can come into one. A process that is not scheduled for a while is a paused one. Configurations are sets of -D switches: see the file `check`.
 */
#include "switches.pml"
#include "rows.pml"
#include "plan.pml"
#include "verbs.pml"

/* The users: one request at any moment, whatever else is going on. It raises the stack's traversal, and writes nothing else. */
proctype users() {
end:
    do
    :: d_step { stack.asked < REQUESTS -> stack.asked++; stack.target = stack.asked; submit(0) }
    od
}

/* Some living engine plans. It may stop between reading and writing for as long as it likes; if it never writes, another one reads. */
proctype planner() {
    Plan p;
end:
    do
    :: d_step { !p.made && PLAN_DUE -> readPlan(p) }
    :: d_step { p.made -> writePlan(p); reset(p) }
    :: d_step { p.made && trouble.lost > 0 -> trouble.lost--; writePlan(p) } /* no answer came: the same is sent again */
    od
}

/* The clocks of the leases. An engine whose lease is over by its own clock may yet renew it, until another one declares it dead. */
proctype leases() {
end:
    do
    :: d_step { trouble.pauses > 0 && lease[0] == HELD -> trouble.pauses--; lease[0] = OVER }
#ifdef PAUSE_BOTH
    :: d_step { trouble.pauses > 0 && lease[1] == HELD -> trouble.pauses--; lease[1] = OVER }
#endif
#ifdef BREAK_EXPIRE_WITHOUT_LOOKING
    :: d_step { lease[0] == CONDEMNED -> lease[0] = DEAD }
    :: d_step { lease[1] == CONDEMNED -> lease[1] = DEAD }
#endif
    :: d_step { RENEWABLE(0) -> lease[0] = HELD }
    :: d_step { RENEWABLE(1) -> lease[1] = HELD }
    :: d_step { RENEWABLE(2) -> lease[2] = HELD }
    :: d_step { RENEWABLE(3) -> lease[3] = HELD }
    od
}

#define RESTING (me.at == IDLE && HELD_BY_OWN_CLOCK(me.id))

#define STEPS_FROM_IDLE(r) \
    :: d_step { RESTING && FIND(r) -> find(me, r) } \
    :: d_step { RESTING && NEEDED_SOON(r) -> me.no = r; me.definition = WANT(stack.target, NAME(r)); readA(me); me.at = DEPENDS } /* BREAK_OUTPUTS_READ_FIRST */ \
    :: d_step { RESTING && DUE(r) -> findDue(me, r) } \
    :: d_step { me.at == IDLE && ORPHAN(r) -> findHeld(me, r) } \
    :: d_step { me.at == IDLE && LOST_TRACK(r) -> findHeld(me, r) }

/*
 * One slot of an engine. It does one thing at a time: a node, a due action, or a sweep. Two slots of different engines are two engines; two slots of one
 * engine share its id and its registry of claims.
 */
proctype slot(byte SLOT) {
end:
    do
    /* WorkFinder, Reaper: what to do next. Adopting and auditing look at no lease. */
    STEPS_FROM_IDLE(0)
    STEPS_FROM_IDLE(1)
#ifdef COPIES
    STEPS_FROM_IDLE(2)
    STEPS_FROM_IDLE(3)
#endif
    :: d_step { me.at == IDLE && lease[me.id] == HELD && EXPIRED -> expire() }
    :: d_step { me.at == IDLE && SETTLES -> settle() }
    :: d_step { me.at == IDLE && lease[me.id] == DEAD && me.id < 2 -> me.id = me.id + 2; lease[me.id] = HELD } /* Worker: a new id */

    /* Appraisal: what the node depends on, by now. */
    :: d_step { me.at == DEPENDS -> readDependence(me) }

    :: d_step { me.at == CUT_OFF -> cutOff(me); forget(me) }
    :: d_step { me.at == CUT_OFF && trouble.lost > 0 -> trouble.lost--; cutOff(me) }

    :: d_step { me.at == CLAIM -> claim(me) }
    :: d_step { me.at == CLAIM && trouble.lost > 0 -> trouble.lost--; claim(me); forget(me) } /* no answer came: whether it was won is not known */
    :: d_step { me.at == RESUME -> resume(me) }
    :: d_step { me.at == RESUME && trouble.lost > 0 -> trouble.lost--; resume(me); forget(me) }

    /* ActionRunner. */
    :: d_step { me.at == CLAIMED && MAY_CALL -> beginCall(me) }
    :: d_step { me.at == CLAIMED && !MAY_CALL -> forget(me) }
    :: d_step { me.at == CALLING -> call(me); me.at = DONE }
    :: d_step { me.at == CALLING && trouble.failures > 0 -> trouble.failures--; failCall(me); me.at = FAILED }
    :: d_step { me.at == CALLING && trouble.waits > 0 -> trouble.waits--; call(me); me.at = TO_PARK }

    /* Outcomes, Finisher. An answer that was lost leads to the same write again. */
    :: d_step { me.at == DONE -> finish(me); forget(me) }
    :: d_step { me.at == DONE && trouble.lost > 0 -> trouble.lost--; finish(me) }
    :: d_step { me.at == FAILED -> fail(me); forget(me) }
    :: d_step { me.at == FAILED && trouble.lost > 0 -> trouble.lost--; fail(me) }
    :: d_step { me.at == STOP -> stop(me); forget(me) }
    :: d_step { me.at == TO_PARK -> park(me); forget(me) }
    :: d_step { me.at == TO_PARK && trouble.lost > 0 -> trouble.lost--; park(me) }

    :: d_step { me.at == TAKE_OVER -> takeOver(me); forget(me) }
    :: d_step { me.at == TAKE_OVER && trouble.lost > 0 -> trouble.lost--; takeOver(me) }

    /* The second engine may die at any step. Nothing of it remains but the rows, and a lease that runs out. */
    :: d_step { me.at != CRASHED && trouble.crashes > 0 && SLOT == 1 && lease[me.id] != DEAD -> trouble.crashes--; lease[me.id] = OVER; forget(me); me.at = CRASHED }
    od
}

/* Runs when nothing else can: at every end of every run. */
proctype judge() {
    timeout;
    d_step { judgeEnd() }
}

init {
    d_step { begin() };
    atomic { run users(); run leases(); run judge(); run slot(0); run slot(1); MORE_SLOTS run planner() MORE_PLANNERS }
}
