/* What slots do: reads, the verbs with their guards, calls. `s` is the slot. */

/* --- the stack: submit (PgStacks), the end of a node (FinishSql), a failure (StackFailure) ------------------------------ */
inline submit(rollback) {
    stack.traversal++; stack.status = IN_PROGRESS; stack.pending = 0; stack.rollingBack = rollback; stack.settled = false
}

#ifdef BREAK_PENDING_OF_ANY_TRAVERSAL
#define COUNTS(t) (stack.status == IN_PROGRESS)
#else
#define COUNTS(t) (stack.traversal == (t) && stack.status == IN_PROGRESS)
#endif

/* The node that the slot has is done; what waited for it waits for one less; the stack counts. */
inline consequences(s) {
    n = 0;
    if
    :: stack.planned == s.traversal && node[s.no].kind && !node[s.no].done ->
        node[s.no].done = true; n = 1;
        for (i : 0 .. ROWS - 1) {
            if
            :: node[s.no].dependents & BIT(i) -> promise(P1_exact_counters, node[i].waitingFor > 0 && !node[i].done); node[i].waitingFor--
            :: else
            fi
        }
    :: else
    fi;
    if
    :: n && COUNTS(s.traversal) ->
        promise(P1_exact_counters, stack.pending > 0);
        stack.pending--;
        if
        :: stack.pending == 0 -> endTraversal(COMPLETE)
        :: else
        fi
    :: else
    fi;
    countersHold()
}

#ifdef BREAK_FAIL_TWICE
#define MAY_FAIL(t) (stack.traversal == (t))
#else
#define MAY_FAIL(t) (stack.traversal == (t) && stack.status == IN_PROGRESS)
#endif

inline failTraversal(s) {
    if
    :: MAY_FAIL(s.traversal) ->
        endTraversal(ENDED_BADLY);
        if
        :: ON_FAILURE == ROLL_BACK && !stack.rollingBack -> stack.target = stack.last; submit(1)
        :: else
        fi
    :: else
    fi
}

/* --- engines: LeaseKeeper, PgEngines ------------------------------------------------------------------------------------ */
#define USED_BY(k, e) (slots[k].id == e && slots[k].at != CRASHED)
#define USED(e) (USED_BY(0, e) || USED_BY(1, e) || USED_BY(2, e))
#define HELD_BY_OWN_CLOCK(e) (lease[e] == HELD || lease[e] == CONDEMNED)
#define DECLARED_DEAD(e) (lease[e] == DEAD || lease[e] == CONDEMNED)

#ifdef BREAK_DEAD_MAY_RENEW
#define RENEWABLE(e) ((lease[e] == OVER || lease[e] == DEAD) && USED(e))
#else
#define RENEWABLE(e) (lease[e] == OVER && USED(e))
#endif

/* Another engine; one that holds its own lease does not mean itself. */
#ifdef BREAK_EXPIRE_WITHOUT_LOOKING
#define MAY_EXPIRE(e) (lease[e] == OVER || (lease[e] == HELD && (e) != me.id))
#else
#define MAY_EXPIRE(e) (lease[e] == OVER)
#endif
#define EXPIRED (MAY_EXPIRE(0) || MAY_EXPIRE(1) || MAY_EXPIRE(2) || MAY_EXPIRE(3))
inline expire() {
    for (i : 0 .. 3) {
        if
        :: MAY_EXPIRE(i) -> lease[i] = (lease[i] == OVER -> DEAD : CONDEMNED)
        :: else
        fi
    }
    i = 0
}

/* --- reads ------------------------------------------------------------------------------------------------------------ */
inline forget(s) {
    s.at = IDLE; s.no = 0; s.version = 0; s.traversal = 0; s.kind = 0; s.definition = 0; s.args = 0; s.requires = 0; s.input = 0; s.holder = 0; s.fresh = false; s.won = false
}

#define FREE(r) (row[r].holder == NOBODY && !row[r].open)

/* ReadySql. */
#define READY(r) (stack.status == IN_PROGRESS && stack.planned == stack.traversal && node[r].kind && node[r].waitingFor == 0 && !node[r].done && FREE(r))

#define NEEDS_A(r) (node[r].kind == UPDATE && NAME(r) == B && DEPENDS_ON_A(stack.target))

/* A ready node, its row and its version, from one snapshot. What it depends on is read after that, never before. */
inline find(s, r) {
    s.no = r; s.version = row[r].version; s.traversal = stack.traversal; s.kind = node[r].kind; s.fresh = (!row[r].unknown || row[r].physical);
    if
    :: s.kind == DELETE -> /* Decide.cleanup */
        if
        :: TOMBSTONE(r) -> s.at = CUT_OFF
        :: row[r].action == INIT_ROW -> s.input = 1; s.at = CUT_OFF
        :: else -> s.args = (!row[r].unknown && row[r].input -> row[r].input : row[r].args); s.requires = row[r].requires; s.at = CLAIM
        fi
    :: else -> /* Decide.update */
        s.definition = WANT(stack.target, NAME(r));
        s.input = (row[r].status == COMPLETE -> row[r].input : 0);
        if
        :: NEEDS_A(r) -> s.at = DEPENDS
        :: else -> s.args = (NAME(r) == A -> s.definition : INPUT_B(s.definition, 0)); decide(s)
        fi
    fi
}

inline decide(s) {
    s.at = (s.args == s.input -> CUT_OFF : CLAIM)
}

/* Appraisal.wanted: the current copy of a, as it is by now. There may be none any more, when the traversal was superseded: then it is left. */
inline readA(s) {
    x = ROWS;
    for (i : 0 .. ROWS - 1) {
        if
        :: NAME(i) == A && row[i].current -> x = i
        :: else
        fi
    }
    s.args = (x < ROWS -> INPUT_B(s.definition, OUTPUT(x)) : 0);
    s.requires = (x < ROWS -> BIT(x) : 0);
    i = 0; x = 0
}

#ifdef BREAK_OUTPUTS_READ_FIRST
#define FIND(r) (READY(r) && !NEEDS_A(r))
#define NEEDED_SOON(r) (stack.status == IN_PROGRESS && stack.planned == stack.traversal && NEEDS_A(r) && !node[r].done)
inline readDependence(s) {
    if
    :: READY(s.no) && NEEDS_A(s.no) && s.definition == WANT(stack.target, NAME(s.no)) ->
        s.version = row[s.no].version; s.traversal = stack.traversal; s.kind = UPDATE; s.fresh = (!row[s.no].unknown || row[s.no].physical);
        s.input = (row[s.no].status == COMPLETE -> row[s.no].input : 0);
        decide(s)
    :: else -> forget(s)
    fi
}
#else
#define FIND(r) READY(r)
#define NEEDED_SOON(r) false
inline readDependence(s) {
    readA(s);
    if
    :: s.args -> decide(s)
    :: else -> forget(s)
    fi
}
#endif

inline findDue(s, r) { s.no = r; s.version = row[r].version; s.at = RESUME }

inline findHeld(s, r) { s.no = r; s.version = row[r].version; s.holder = row[r].holder; s.at = TAKE_OVER }

/* Settling: a stack that has been quiet for a while is not swept any more, until the next request. Claims that were read before are out of reach. */
#ifdef SETTLING
#ifdef COPIES
#define ALL_FREE (FREE(0) && FREE(1) && FREE(2) && FREE(3))
#else
#define ALL_FREE (FREE(0) && FREE(1))
#endif
#define SETTLES (!stack.settled && stack.status != IN_PROGRESS && ALL_FREE)
#define SWEPT !stack.settled
#else
#define SETTLES false
#define SWEPT true
#endif

inline settle() {
#ifndef BREAK_SETTLE_NO_BUMP
    for (i : 0 .. ROWS - 1) {
        row[i].version = row[i].version + (row[i].dirty -> 1 : 0)
    }
    i = 0;
#endif
    stack.settled = true
}

#define DUE(r) (SWEPT && row[r].open && row[r].holder == NOBODY)

#ifdef BREAK_NO_TAKE_OVER
#define ORPHAN(r) false
#else
#define ORPHAN(r) (SWEPT && row[r].holder != NOBODY && DECLARED_DEAD(row[r].holder - 1))
#endif

/* InFlight: a claim is entered before it is sent, with the fence that it would have. The slots of one engine share the registry; one of them audits. */
#ifdef BREAK_REGISTRY_AFTER_CLAIM
#define ENTERED CALLING
#else
#define ENTERED CLAIM
#endif
#define ENTERED_BY(k, r) (slots[k].id == me.id && slots[k].no == r && slots[k].at >= ENTERED && slots[k].at <= TO_PARK \
    && row[r].version == slots[k].version + (slots[k].at < CLAIMED -> 1 : 0))
#define IN_REGISTRY(r) (ENTERED_BY(0, r) || ENTERED_BY(1, r) || ENTERED_BY(2, r))

#ifdef BREAK_NO_AUDIT
#define LOST_TRACK(r) false
#else
#define LOST_TRACK(r) (SWEPT && SLOT < 2 - ONE_ENGINE && row[r].holder == me.id + 1 && !IN_REGISTRY(r))
#endif

/* --- claim and resume: ClaimStatement ----------------------------------------------------------------------------------- */
#ifdef BREAK_CLAIM_NO_VERSION
#define AS_READ(s) true
#else
#define AS_READ(s) (row[s.no].version == s.version)
#endif

inline hold(s) {
    row[s.no].holder = s.id + 1;
#ifndef BREAK_CLAIM_NO_BUMP
    row[s.no].version++;
#endif
    promise(P3_fences_grow, row[s.no].version > row[s.no].fence);
    row[s.no].fence = row[s.no].version;
    s.version = row[s.no].version; s.won = true; s.at = CLAIMED
}

inline claim(s) {
    if
    :: AS_READ(s) && FREE(s.no) ->
        promise(P6_no_begin_for_old, s.traversal >= stack.planned);
        promise(outside_of_the_model, s.fresh || s.kind == DELETE || s.args == row[s.no].args); /* this would be a replacement */
        promise(P4_same_arguments, s.fresh || s.args == row[s.no].args);
        row[s.no].open = true; row[s.no].status = IN_PROGRESS; row[s.no].action = s.kind; row[s.no].cancel = false; row[s.no].args = s.args;
        row[s.no].requires = row[s.no].requires | s.requires; row[s.no].claimTraversal = s.traversal; row[s.no].claimDefinition = s.definition;
        row[s.no].claimRequires = s.requires;
        s.definition = 0; s.requires = 0; s.input = 0; s.fresh = false;
        hold(s)
    :: else ->
#ifdef BREAK_CALL_WITHOUT_CLAIM
        s.version++; s.at = CLAIMED
#else
        forget(s)
#endif
    fi
}

inline resume(s) {
    if
    :: AS_READ(s) && row[s.no].holder == NOBODY && row[s.no].open ->
        s.traversal = row[s.no].claimTraversal; s.kind = row[s.no].action; s.args = row[s.no].args;
#ifdef BREAK_RESUME_WITH_NEW_ARGUMENTS
        s.args = (s.kind == UPDATE && NAME(s.no) == A && WANT(stack.target, A) -> WANT(stack.target, A) : s.args);
#endif
        hold(s);
        if
        :: row[s.no].cancel && s.kind != DELETE -> s.at = STOP
        :: else
        fi
    :: else -> forget(s)
    fi
}

/* --- the call: ActionRunner, and a provider that refuses lower fences than it saw ---------------------------------------- */
#ifdef BREAK_CALL_WITHOUT_LEASE
#define MAY_CALL true
#else
#define MAY_CALL HELD_BY_OWN_CLOCK(me.id)
#endif

#define CALLED_BY(k, r) (slots[k].at == CALLING && slots[k].no == (r) && HELD_BY_OWN_CLOCK(slots[k].id))

inline beginCall(s) {
    promise(P4_row_before_call, s.won && row[s.no].exists && row[s.no].version >= s.version);
    promise(P3_lease_held_at_call, HELD_BY_OWN_CLOCK(s.id));
    promise(P3_one_holder_per_fence, row[s.no].version != s.version || row[s.no].holder == s.id + 1);
    promise(P3_one_live_caller, !CALLED_BY(0, s.no) && !CALLED_BY(1, s.no) && !CALLED_BY(2, s.no));
    s.at = CALLING
}

#ifdef BREAK_PROVIDER_TAKES_OLD_FENCES
#define ACCEPTED(s) true
#else
#define ACCEPTED(s) (s.version >= row[s.no].calledFence)
#endif

inline call(s) {
    promise(P4_same_arguments, row[s.no].version != s.version || row[s.no].args == s.args);
    if
    :: ACCEPTED(s) ->
        row[s.no].calledFence = s.version;
        row[s.no].there = (s.kind == DELETE -> 0 : s.args)
    :: else
    fi
}

/* It fails for good, and nothing was done. */
inline failCall(s) {
    if
    :: s.version >= row[s.no].calledFence -> row[s.no].calledFence = s.version
    :: else
    fi
}

/* --- the end of an action under its fence: FinishSql, Failing, PgClaims.park --------------------------------------------- */
#if defined(BREAK_FINISH_NO_FENCE)
#define FENCE_HOLDS(s) true
#elif defined(BREAK_FINISH_NO_VERSION)
#define FENCE_HOLDS(s) (row[s.no].holder == s.id + 1)
#elif defined(BREAK_FINISH_NO_HOLDER)
#define FENCE_HOLDS(s) (row[s.no].version == s.version)
#else
#define FENCE_HOLDS(s) (row[s.no].holder == s.id + 1 && row[s.no].version == s.version)
#endif

inline release(s) {
    promise(P3_late_write_refused, row[s.no].holder == s.id + 1 && row[s.no].version == s.version);
    row[s.no].holder = NOBODY
}

#ifdef BREAK_FINISH_CLEARS_DIRTY
#define STILL_DIRTY(r, t) false
#else
#define STILL_DIRTY(r, t) (row[r].dirty && row[r].dirtyTraversal != (t))
#endif

inline closeRow(s) {
    row[s.no].open = false; row[s.no].cancel = false; row[s.no].claimTraversal = 0; row[s.no].claimDefinition = 0; row[s.no].claimRequires = 0
}

inline finish(s) {
    if
    :: FENCE_HOLDS(s) ->
        release(s);
        row[s.no].status = COMPLETE; row[s.no].unknown = false; row[s.no].definition = row[s.no].claimDefinition;
        if
        :: row[s.no].action == DELETE -> row[s.no].input = 0; row[s.no].current = false
        :: else -> row[s.no].input = s.args; row[s.no].physical = true; row[s.no].requires = row[s.no].claimRequires
        fi;
        row[s.no].dirty = STILL_DIRTY(s.no, row[s.no].claimTraversal);
        closeRow(s);
        consequences(s)
    :: else
    fi
}

/* After an unknown effect, which stays so until a success, nothing that is known of the last one can be relied upon. */
inline forgetSuccess(s) {
    if
    :: row[s.no].unknown -> row[s.no].input = 0; row[s.no].definition = 0
    :: else
    fi
}

inline fail(s) {
    if
    :: FENCE_HOLDS(s) -> release(s); row[s.no].status = FAILED_ROW; forgetSuccess(s); closeRow(s); failTraversal(s)
    :: else
    fi
}

/* The action is not wanted any more; what it did is not known. */
inline stop(s) {
    if
    :: FENCE_HOLDS(s) -> release(s); row[s.no].status = FAILED_ROW; row[s.no].unknown = true; forgetSuccess(s); closeRow(s)
    :: else
    fi
}

inline park(s) {
    if
    :: FENCE_HOLDS(s) -> release(s)
    :: else
    fi
}

/* --- cut off: nothing to do, and nothing held ---------------------------------------------------------------------------- */
inline cutOff(s) {
    if
    :: row[s.no].version == s.version && FREE(s.no) && (s.kind == UPDATE -> row[s.no].status == COMPLETE && row[s.no].input == s.args : s.input || TOMBSTONE(s.no)) ->
        promise(P6_no_begin_for_old, s.traversal >= stack.planned);
#ifndef BREAK_CUT_OFF_NO_BUMP
        row[s.no].version++;
#endif
        row[s.no].dirty = STILL_DIRTY(s.no, s.traversal);
        if
        :: s.kind == UPDATE -> row[s.no].definition = s.definition; row[s.no].requires = s.requires
        :: s.kind != UPDATE && s.input -> row[s.no].action = DELETE; row[s.no].status = COMPLETE; row[s.no].current = false
        :: else
        fi;
        consequences(s)
    :: else
    fi
}

/* --- take-over and audit: PgEngines.takeOver ------------------------------------------------------------------------------ */
#ifdef BREAK_TAKE_OVER_NO_VERSION
#define STILL_HELD(s) (row[s.no].holder == s.holder)
#else
#define STILL_HELD(s) (row[s.no].holder == s.holder && row[s.no].version == s.version)
#endif

inline takeOver(s) {
    if
    :: STILL_HELD(s) ->
        row[s.no].holder = NOBODY; row[s.no].unknown = true; /* the call that was cut off may have left something behind */
#ifndef BREAK_TAKE_OVER_NO_BUMP
        row[s.no].version++
#endif
    :: else
    fi
}
