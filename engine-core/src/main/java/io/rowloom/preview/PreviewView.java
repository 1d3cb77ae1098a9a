package io.rowloom.preview;

import io.rowloom.stack.Stack;
import java.util.List;

/** A stack and all of its resource rows, by number, of one snapshot. */
public record PreviewView(Stack stack, List<PreviewRow> rows) {}
