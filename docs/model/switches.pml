/* What a configuration may say with -D, and what holds if it says nothing. Each BREAK_… takes one guard away; `check` has the list. */

/* Targets, two digits: the definition of a, and that of b, which depends on a where there is an a. 0: the target does not have it. T0 is there already. */
#ifndef T0
#define T0 00
#endif
#ifndef T1
#define T1 11
#endif
#ifndef T2
#define T2 00
#endif
#ifndef T3
#define T3 00
#endif
#ifndef REQUESTS /* how many targets are asked for, one after the other, beginning with T1 */
#define REQUESTS 2
#endif
#ifdef TWO_PLANNERS
#define MORE_PLANNERS ; run planner()
#else
#define MORE_PLANNERS
#endif

/* How often each kind of trouble may happen in a run. Bounded, so that a run ends, and its end is judged. */
#ifndef PAUSES   /* a lease runs out while its engine is anywhere */
#define PAUSES 0
#endif
#ifndef CRASHES
#define CRASHES 0
#endif
#ifndef LOST     /* answers of the database */
#define LOST 0
#endif
#ifndef FAILURES /* calls that fail, without effect */
#define FAILURES 0
#endif
#ifndef WAITS   /* calls that answer "wait": the action is parked */
#define WAITS 0
#endif
#ifndef ON_FAILURE
#define ON_FAILURE ROLL_BACK
#endif
#ifdef THIRD_SLOT
#define MORE_SLOTS run slot(2);
#else
#define MORE_SLOTS
#endif
#ifndef ONE_ENGINE /* 1: the first two slots are of one engine */
#define ONE_ENGINE 0
#endif
/* Others: THIRD_SLOT (of the first engine), TWO_PLANNERS, COPIES (a name may need a second row), PAUSE_BOTH, SETTLING. */

/* Words. */
#define STOP_STACK 0
#define ROLL_BACK  1

#define IN_PROGRESS 1
#define COMPLETE    2
#define ENDED_BADLY 3 /* FAILED, of the stack */
#define FAILED_ROW  3

#define INIT_ROW 0
#define UPDATE   1 /* and CREATE: the difference is the provider's */
#define DELETE   2 /* an action; the node of it is CLEANUP */

#define NOBODY 0 /* holders are engine ids + 1 */

#define HELD 1 /* leases */
#define OVER 2
#define DEAD 3 /* declared so */
#define CONDEMNED 4 /* declared dead while it is held by its engine's own clock: only if somebody declares without looking */

#define IDLE      0 /* where a slot is */
#define DEPENDS   1
#define CUT_OFF   2
#define CLAIM     3 /* from here on the claim is in the registry */
#define RESUME    4
#define CLAIMED   5
#define CALLING   6
#define DONE      7
#define FAILED    8
#define STOP      9
#define TO_PARK     10
#define TAKE_OVER 11
#define CRASHED   12
