/* The tables, what engines remember, and what must hold. Rows 0 and 2 are copies of a, rows 1 and 3 of b. */
#ifdef COPIES
#define ROWS 4
#else
#define ROWS 2
#endif
#define A 0
#define B 1
#define NAME(r) ((r) & 1)
#define BIT(r) (1 << (r))

typedef Row {
    bool exists; bool current; bool open; bool dirty; bool cancel; bool unknown /* effect */; bool physical /* has a physical id */; bool replaces /* the row of the same name before it */;
    byte status; byte action; byte holder; byte version; byte dirtyTraversal;
    byte definition; byte input /* input_hash */; byte requires /* bits of rows */; byte args;
    byte claimTraversal; byte claimDefinition; byte claimRequires;
    byte fence /* the highest one given out: only the judge looks at it */;
    byte calledFence; byte there /* reality: the highest fence that the provider saw, and what it has */
}

/* Nodes of the planned traversal. A row has one at most, so the row's number is the node's. */
typedef Node { byte kind; bool done; byte waitingFor; byte dependents }

typedef Stack { byte traversal; byte planned; byte status; byte target; byte last; byte pending; byte asked; byte ended /* bits of traversals */; bool rollingBack; bool settled }

/* What a slot has in memory. */
typedef Slot {
    byte at; byte id; byte no; byte version /* as read; the fence, once claimed */; byte traversal; byte kind; byte definition; byte args; byte requires; byte input; byte holder;
    bool fresh; bool won
}

typedef Trouble { byte pauses; byte crashes; byte lost; byte failures; byte waits }

/* What a planner has in memory: nothing between two turns. */
typedef Planned { byte version; byte holder; byte kind; byte waitingFor; byte dependents; bool visited; bool current; bool cancel; bool fresh; bool replaces }
typedef Plan { bool made; byte traversal; byte target; Planned row[ROWS] }

Row row[ROWS];
Node node[ROWS];
Stack stack;
Slot slots[3]; /* the third one may be unused */
byte lease[4]; /* by engine id; an engine that was declared dead goes on as id + 2 */
Trouble trouble;

#define me slots[SLOT] /* within a slot */

/* Scratch, no part of the state. */
hidden byte i; hidden byte j; hidden byte n; hidden byte x; hidden byte want; hidden byte ok; hidden byte serving[2];

/* --- targets ---------------------------------------------------------------------------------------------------------- */
#define TARGET(t) ((t) == 0 -> T0 : ((t) == 1 -> T1 : ((t) == 2 -> T2 : T3)))
#define WANT(t, name) ((name) == A -> TARGET(t) / 10 : TARGET(t) % 10)
#define DEPENDS_ON_A(t) (TARGET(t) > 10 && TARGET(t) % 10)

/* What a row gives its dependents: its inputs, and which copy it is. What b is made from: its definition, and what a gives. */
#define OUTPUT(r) (row[r].input + ((r) >= 2 -> 4 : 0))
#define INPUT_B(definition, output) ((definition) * 8 + (output))

#define TOMBSTONE(r) (row[r].action == DELETE && row[r].status == COMPLETE)

/* --- what must hold --------------------------------------------------------------------------------------------------- */
/* A promise has a name, so that a counterexample says which it broke. The names are false for ever. */
#define promise(name, condition) assert(name || (condition))

hidden byte P1_quiet_end, P1_one_end_per_traversal, P1_exact_counters, P1_right_end, P3_one_holder_per_fence, P3_late_write_refused, P3_fences_grow, P3_one_live_caller,
    P3_lease_held_at_call, P4_row_before_call, P4_same_arguments, P4_reality_as_rows, P6_no_begin_for_old, P6_planned_copy_is_kept, outside_of_the_model;

/* The traversal ends, and this once. */
inline endTraversal(how) {
    promise(P1_one_end_per_traversal, !(stack.ended & BIT(stack.traversal)));
    stack.ended = stack.ended | BIT(stack.traversal);
    stack.status = how;
    if
    :: how == COMPLETE -> stack.last = stack.target
    :: else
    fi
}

/* As long as the stack is in progress under a plan, `pending` is how many nodes of it are not done. */
inline countersHold() {
    n = 0;
    for (i : 0 .. ROWS - 1) {
        n = n + (node[i].kind && !node[i].done -> 1 : 0)
    }
    promise(P1_exact_counters, !(stack.status == IN_PROGRESS && stack.planned == stack.traversal) || stack.pending == n);
    i = 0; n = 0
}

/* The copy that serves a name is as the target says. */
inline judgeName(name) {
    x = 0;
    want = WANT(stack.target, name);
    for (i : 0 .. ROWS - 1) {
        if
        :: NAME(i) == name && row[i].exists && !TOMBSTONE(i) ->
            x++;
            promise(P1_right_end, want && row[i].status == COMPLETE && row[i].action == UPDATE && row[i].current && row[i].definition == want);
            promise(P1_right_end, name == A || row[i].input == INPUT_B(want, (DEPENDS_ON_A(stack.target) -> OUTPUT(serving[A]) : 0)));
            promise(P1_right_end, name == B || row[i].input == want);
            promise(P1_right_end, name == A || row[i].requires == (DEPENDS_ON_A(stack.target) -> BIT(serving[A]) : 0));
            promise(P4_reality_as_rows, row[i].there == row[i].input);
            serving[name] = i
        :: else
        fi
    }
    promise(P1_right_end, x == (want -> 1 : 0))
}

inline judgeEnd() {
    promise(P1_quiet_end, stack.asked == REQUESTS && stack.status != IN_PROGRESS && (stack.ended & BIT(stack.traversal)));
    for (i : 0 .. ROWS - 1) {
        promise(P1_quiet_end, row[i].holder == NOBODY && !row[i].open);
        promise(P1_quiet_end, stack.status != COMPLETE || (!row[i].dirty && (!node[i].kind || node[i].done)));
        promise(P4_reality_as_rows, !row[i].there || (row[i].exists && !TOMBSTONE(i) && row[i].action != INIT_ROW))
    }
    promise(P1_quiet_end, stack.status != COMPLETE || (stack.pending == 0 && stack.last == stack.target));
    if
    :: stack.status == COMPLETE -> judgeName(A); judgeName(B)
    :: else
    fi
}

/* --- the beginning: T0 is complete, T1 was asked for ------------------------------------------------------------------ */
inline begin() {
    for (i : 0 .. 1) {
        want = WANT(0, i);
        if
        :: want ->
            row[i].exists = true; row[i].current = true; row[i].physical = true; row[i].status = COMPLETE; row[i].action = UPDATE; row[i].definition = want;
            row[i].input = (i == A -> want : INPUT_B(want, (DEPENDS_ON_A(0) -> OUTPUT(A) : 0)));
            row[i].args = row[i].input; row[i].there = row[i].input;
            row[i].requires = (i == B && DEPENDS_ON_A(0) -> BIT(A) : 0)
        :: else
        fi
    }
    stack.traversal = 1; stack.status = IN_PROGRESS; stack.target = 1; stack.asked = 1;
    lease[0] = HELD;
    slots[1].id = 1 - ONE_ENGINE; lease[slots[1].id] = HELD;
    trouble.pauses = PAUSES; trouble.crashes = CRASHES; trouble.lost = LOST; trouble.failures = FAILURES; trouble.waits = WAITS;
    i = 0; want = 0
}
