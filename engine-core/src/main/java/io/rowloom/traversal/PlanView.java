package io.rowloom.traversal;

import io.rowloom.stack.Stack;
import java.util.List;

/** A stack and all of its resource rows, by number. */
public record PlanView(Stack stack, List<PlanRow> rows) {}
