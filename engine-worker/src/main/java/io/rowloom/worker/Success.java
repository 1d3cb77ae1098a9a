package io.rowloom.worker;

import io.rowloom.resource.ClaimedAction;
import io.rowloom.traversal.Finished;
import java.time.Duration;

/** An action that ended well, and when that was. */
record Success(ClaimedAction action, Finished finished, Duration at) implements WriteQueue.Entry {}
