package io.rowloom.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rowloom.cli.output.Text;
import io.rowloom.preview.Change;
import io.rowloom.preview.Change.Certainty;
import io.rowloom.preview.Change.Fate;
import io.rowloom.preview.Change.Refusal;
import io.rowloom.preview.Preview;
import io.rowloom.preview.PropertyChange;
import io.rowloom.stack.Status;
import io.rowloom.template.expression.Unknown;
import io.rowloom.value.Secrets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A preview for people. */
final class PreviewLines {
    private static final int LONGEST_VALUE = 60;
    private static final String LATER = "(known after apply)";

    private final List<String> lines = new ArrayList<>();
    private final int width;

    private PreviewLines(Preview.Computed preview) {
        width = preview.changes().stream().mapToInt(change -> change.subject().name().length()).max().orElse(0);
    }

    static List<String> of(String name, Preview.Computed preview) {
        PreviewLines told = new PreviewLines(preview);
        preview.changes().stream().filter(change -> !settled(change)).forEach(told::change);
        told.summary(preview);
        preview.asOf().filter(state -> state.status() == Status.IN_PROGRESS).ifPresent(state ->
                told.lines.add("This is as of now: the stack " + name + " is " + state + ", and what runs may change it."));
        return told.lines;
    }

    private static boolean settled(Change change) {
        return change instanceof Change.Unchanged && change.subject().underWay().isEmpty();
    }

    private void change(Change change) {
        String resource = Text.padded(change.subject().name(), width) + "  " + change.subject().type() + "  ";
        String underWay = change.subject().underWay().map(action -> " (its " + action + " is under way, and ends first)").orElse("");
        switch (change) {
            case Change.Unchanged _ -> add("    ", resource + "stays as it is" + underWay);
            case Change.Updated updated -> {
                add(updated.certainty() == Certainty.CERTAIN ? "~   " : "~?  ", resource + verb(updated.certainty(), "updated") + because(updated.reason()) + underWay);
                details(updated.properties(), updated.refusal(), "must not change");
            }
            case Change.Replaced replaced -> {
                add(replaced.certainty() == Certainty.CERTAIN ? "-/+ " : "-/+?", resource + verb(replaced.certainty(), "replaced") + because(replaced.reason())
                        + (replaced.certainty() == Certainty.CERTAIN ? "; the old copy " : "; then the old copy ") + fate(replaced.old()) + underWay);
                details(replaced.properties(), replaced.refusal(), "forces the replacement");
            }
            case Change.Added added -> {
                add("+   ", resource + (added.external() ? "is taken as it is (external)" : "will be made") + because(added.reason()) + underWay);
                details(added.properties(), added.refusal(), "");
            }
            case Change.Deleted deleted -> add("-   ", resource + fate(deleted.fate()) + because(deleted.reason()) + underWay);
        }
    }

    private static String verb(Certainty certainty, String done) {
        return switch (certainty) {
            case CERTAIN -> "will be " + done;
            case OR_LESS -> "will be updated, and may be " + done;
            case OR_NOTHING -> "may be " + done;
        };
    }

    private static String because(String reason) {
        return reason.isEmpty() ? "" : ": " + reason;
    }

    private static String fate(Fate fate) {
        return switch (fate) {
            case DELETED -> "will be deleted";
            case DELETED_FIRST -> "will be deleted first";
            case RETAINED -> "is kept, as its deletion policy says";
            case LET_GO -> "is let go: it is external, and stays as it is";
            case NEVER_MADE -> "was never made";
        };
    }

    private void details(List<PropertyChange> properties, Optional<Refusal> refusal, String forces) {
        for (PropertyChange change : properties) {
            String before = change.before().map(value -> shown(value) + " -> ").orElse("");
            String after = change.after().map(PreviewLines::shown).orElse("(none)");
            String mark = !change.forces() || forces.isEmpty() ? "" : refusal.isPresent() ? "  # must not change" : "  # " + forces;
            add("      ", change.path() + ": " + before + after + mark);
        }
        refusal.ifPresent(found -> add("    ! ", (found.certain() ? "this will be refused, and the action will fail: " : "this may be refused: ") + found.reason()));
    }

    private static String shown(JsonNode value) {
        return Unknown.is(value) ? LATER : Text.cut(Secrets.mask(Unknown.replaced(value, TextNode.valueOf(LATER))).toString(), LONGEST_VALUE);
    }

    private void add(String indent, String text) {
        lines.add(indent + Text.plain(text));
    }

    private void summary(Preview.Computed preview) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        List.of("to add", "to update", "perhaps to update", "to replace", "perhaps to replace", "to delete", "to keep", "unchanged").forEach(word -> counts.put(word, 0));
        preview.changes().forEach(change -> counts.merge(word(change), 1, Integer::sum));
        List<String> parts = counts.entrySet().stream().filter(entry -> entry.getValue() > 0).map(entry -> entry.getValue() + " " + entry.getKey()).toList();
        if (!lines.isEmpty()) {
            lines.add("");
        }
        lines.add((preview.unchanged() ? "No changes: " : "") + (parts.isEmpty() ? "there are no resources" : String.join(", ", parts)) + ". Nothing was written.");
    }

    private static String word(Change change) {
        return switch (change) {
            case Change.Unchanged _ -> "unchanged";
            case Change.Updated updated -> updated.certainty() == Certainty.CERTAIN ? "to update" : "perhaps to update";
            case Change.Replaced replaced -> replaced.certainty() == Certainty.CERTAIN ? "to replace" : "perhaps to replace";
            case Change.Added _ -> "to add";
            case Change.Deleted deleted -> switch (deleted.fate()) {
                case RETAINED, LET_GO -> "to keep";
                case DELETED, DELETED_FIRST, NEVER_MADE -> "to delete";
            };
        };
    }
}
