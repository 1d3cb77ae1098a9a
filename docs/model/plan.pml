/* Plan: Planning, Assignment, Business, NodeGraph as a function of rows and target, and PlanWriting. The third try, under locks, is not here: see README.md. */

#define PLAN_DUE (stack.planned < stack.traversal && stack.status == IN_PROGRESS)

inline reset(p) {
    p.made = false; p.traversal = 0; p.target = 0;
    for (i : 0 .. ROWS - 1) {
        p.row[i].version = 0; p.row[i].holder = 0; p.row[i].kind = 0; p.row[i].waitingFor = 0; p.row[i].dependents = 0;
        p.row[i].visited = false; p.row[i].current = false; p.row[i].cancel = false; p.row[i].fresh = false; p.row[i].replaces = false
    }
    i = 0
}

#ifdef BREAK_PLAN_IGNORES_DIRTY
#define DIRTY(r) false
#else
#define DIRTY(r) row[r].dirty
#endif

/* Business.settledAs. */
#define SETTLED_AS(r, wanted) (row[r].status == COMPLETE && row[r].action != INIT_ROW && row[r].definition == (wanted) && row[r].current && !DIRTY(r) \
    && !row[r].open && row[r].holder == NOBODY)

#define SERVED(r) (serving[NAME(r)] == (r))
#define SERVES(name) (serving[name] < ROWS)

/* Assignment: at most one copy of a name was never begun to be deleted, or a new row is needed. */
inline assign(p, name) {
    serving[name] = ROWS;
    want = WANT(p.target, name);
    if
    :: want ->
        for (j : 0 .. ROWS - 1) {
            if
            :: NAME(j) == name && row[j].exists && row[j].action != DELETE -> assert(serving[name] == ROWS); serving[name] = j
            :: else
            fi
        }
        if
        :: serving[name] == ROWS ->
            serving[name] = (row[name].exists -> name + 2 : name);
            promise(outside_of_the_model, serving[name] < ROWS && !row[serving[name]].exists);
            p.row[serving[name]].fresh = true;
            p.row[serving[name]].replaces = (row[name].exists && row[name].current && !TOMBSTONE(name));
            p.row[serving[name]].kind = UPDATE
        :: else ->
            if
            :: !SETTLED_AS(serving[name], want) -> p.row[serving[name]].kind = UPDATE
            :: else
            fi
        fi
    :: else
    fi
}

inline edge(p, before, after) {
    p.row[before].dependents = p.row[before].dependents | BIT(after);
    p.row[after].waitingFor++
}

/* PgPlans.read, stack and rows in one snapshot. What follows is pure, so it is done at once. */
inline readPlan(p) {
    p.made = true; p.traversal = stack.traversal; p.target = stack.target;
    assign(p, A);
    assign(p, B);
    if /* the consumer of what changes is visited, too */
    :: DEPENDS_ON_A(p.target) && p.row[serving[A]].kind == UPDATE -> p.row[serving[B]].kind = UPDATE; edge(p, serving[A], serving[B])
    :: else
    fi;
    for (j : 0 .. ROWS - 1) { /* Business.leaving, visits */
        if
        :: row[j].exists && !SERVED(j) && !(TOMBSTONE(j) && !DIRTY(j)) ->
            p.row[j].kind = DELETE;
            p.row[j].current = row[j].current && !SERVES(NAME(j));
            p.row[j].cancel = row[j].open && row[j].action != DELETE
        :: else -> p.row[j].current = true; p.row[j].cancel = stack.rollingBack && row[j].open && p.row[j].kind
        fi;
        p.row[j].visited = p.row[j].kind && !p.row[j].fresh;
        if
        :: p.row[j].visited -> p.row[j].version = row[j].version; p.row[j].holder = row[j].holder
        :: else
        fi
    }
    for (j : 0 .. ROWS - 1) { /* NodeGraph */
        if
        :: p.row[j].kind == DELETE && SERVES(NAME(j)) ->
            if
            :: p.row[serving[NAME(j)]].kind == UPDATE -> edge(p, serving[NAME(j)], j)
            :: else
            fi
        :: else
        fi;
        if
        :: row[j].replaces -> /* only second copies do */
            if
            :: p.row[j].kind == DELETE && p.row[j ^ 2].kind == DELETE -> edge(p, j, (j ^ 2))
            :: else
            fi
        :: else
        fi;
        if
        :: row[j].exists && p.row[j].kind ->
            for (n : 0 .. ROWS - 1) {
                if
                :: (row[j].requires & BIT(n)) && p.row[n].kind == DELETE -> edge(p, j, n)
                :: else
                fi
            }
        :: else
        fi
    }
    serving[A] = 0; serving[B] = 0; j = 0; n = 0; want = 0
}

/* PlanWriting: as one step, since it holds the locks of all rows whose guards it checks. */
inline writePlan(p) {
    ok = stack.traversal == p.traversal && stack.planned < p.traversal && stack.status == IN_PROGRESS;
    for (j : 0 .. ROWS - 1) {
        if
#ifndef BREAK_PLAN_NO_CAS
        :: p.row[j].visited && (row[j].version != p.row[j].version || row[j].holder != p.row[j].holder) -> ok = false
#endif
        :: p.row[j].fresh && row[j].exists -> ok = false
        :: else
        fi
    }
    if
    :: ok ->
        stack.planned = p.traversal;
        stack.pending = 0;
        for (j : 0 .. ROWS - 1) {
            if
            :: p.row[j].visited ->
                row[j].current = p.row[j].current; row[j].cancel = row[j].cancel || p.row[j].cancel;
#ifndef BREAK_PLAN_NO_BUMP
                row[j].version = row[j].version + (row[j].holder == NOBODY -> 1 : 0);
#endif
            :: p.row[j].fresh -> row[j].exists = true; row[j].current = true; row[j].status = COMPLETE; row[j].replaces = p.row[j].replaces
            :: else
            fi;
            node[j].kind = p.row[j].kind; node[j].done = false; node[j].waitingFor = p.row[j].waitingFor; node[j].dependents = p.row[j].dependents;
            if
            :: p.row[j].kind ->
                row[j].dirty = true; row[j].dirtyTraversal = p.traversal; stack.pending++;
                promise(P6_planned_copy_is_kept, !(p.row[j].kind == UPDATE && row[j].action == DELETE))
            :: else
            fi
        }
        if
        :: stack.pending == 0 -> endTraversal(COMPLETE)
        :: else
        fi
    :: else
    fi;
    ok = false; j = 0
}
