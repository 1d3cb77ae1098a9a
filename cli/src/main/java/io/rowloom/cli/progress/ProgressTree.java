package io.rowloom.cli.progress;

import io.rowloom.cli.config.Durations;
import io.rowloom.cli.output.Terminal;
import io.rowloom.cli.output.Text;
import io.rowloom.cli.progress.Picture.Item;
import io.rowloom.cli.progress.Picture.State;
import io.rowloom.resource.Phase;
import io.rowloom.resource.ResourceView;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Draws a picture as a bar and a tree, within the terminal's size. Pure. */
public final class ProgressTree {
    private static final int WIDEST_BAR = 30;
    private static final int WIDEST_NAME = 40;

    private final Picture picture;
    private final Terminal terminal;
    private final Map<Integer, ResourceView> rows;

    private ProgressTree(Picture picture, Terminal terminal) {
        this.picture = picture;
        this.terminal = terminal;
        this.rows = picture.rows().stream().collect(Collectors.toMap(ResourceView::no, Function.identity(), (a, _) -> a, TreeMap::new));
    }

    /** Lines that are no wider than the terminal, and at most as many as it has less one. */
    public static List<String> lines(Picture picture, Terminal terminal) {
        return new ProgressTree(picture, terminal).draw();
    }

    private List<String> draw() {
        List<Item> items = picture.items();
        List<Forest.Line> all = Forest.of(items);
        List<Forest.Line> shown = chosen(all, Math.max(1, terminal.height() - 3));
        int nameWidth = Math.min(WIDEST_NAME, shown.stream().mapToInt(line -> line.branch().length() + line.item().name().length()).max().orElse(0));
        List<String> lines = new ArrayList<>();
        lines.add(heading(items));
        shown.forEach(line -> lines.add(line(line, nameWidth)));
        if (shown.size() < all.size()) {
            lines.add(Text.cut("  … and " + (all.size() - shown.size()) + " more, " + counts(all.stream().map(Forest.Line::item).toList()), terminal.width()));
        }
        return lines;
    }

    /** All, where they fit; else those that run or failed come first. The order stays. */
    private static List<Forest.Line> chosen(List<Forest.Line> all, int room) {
        if (all.size() <= room) {
            return all;
        }
        List<Forest.Line> byUrgency = all.stream().sorted((a, b) -> Integer.compare(urgency(a.item().state()), urgency(b.item().state()))).limit(room).toList();
        return all.stream().filter(java.util.Set.copyOf(byUrgency)::contains).map(line -> new Forest.Line("", line.item())).toList();
    }

    private static int urgency(State state) {
        return switch (state) {
            case FAILED -> 0;
            case RUNNING -> 1;
            case WAITING -> 2;
            case DONE -> 3;
        };
    }

    private String heading(List<Item> items) {
        long done = items.stream().filter(item -> item.state() == State.DONE && !(picture.leaving(item) && !rows.get(item.no()).tombstone())).count();
        String count = " " + done + "/" + items.size();
        String left = Text.plain(picture.stack().name()) + "  " + picture.stack().state();
        Duration age = Duration.between(picture.stack().updatedAt(), picture.now());
        String right = count + (picture.stack().inProgress() ? "  " + Durations.show(age) : "");
        int room = Math.min(WIDEST_BAR, terminal.width() - left.length() - right.length() - 4);
        return paint(picture.stack().inProgress() ? Color.BOLD : picture.stack().status() == io.rowloom.stack.Status.FAILED ? Color.RED : Color.GREEN,
                Text.cut(left + (room >= 5 ? "  " + bar(done, items.size(), room) : "") + right, terminal.width()));
    }

    static String bar(long done, long all, int width) {
        int full = all == 0 ? 0 : (int) (done * width / all);
        return "█".repeat(full) + "░".repeat(width - full);
    }

    static String counts(List<Item> items) {
        Map<State, Long> counts = items.stream().collect(Collectors.groupingBy(Item::state, TreeMap::new, Collectors.counting()));
        return counts.entrySet().stream().map(e -> e.getValue() + " " + e.getKey().name().toLowerCase(Locale.ROOT)).collect(Collectors.joining(", "));
    }

    private String line(Forest.Line line, int nameWidth) {
        Item item = line.item();
        String text = Text.padded(Text.cut(line.branch() + Text.plain(item.name()), nameWidth), nameWidth) + "  " + symbol(item.state()) + " " + told(item);
        return paint(switch (item.state()) {
            case WAITING -> Color.DIM;
            case RUNNING -> Color.YELLOW;
            case DONE -> Color.PLAIN;
            case FAILED -> Color.RED;
        }, Text.cut(text, terminal.width()));
    }

    private static String symbol(State state) {
        return switch (state) {
            case WAITING -> "·";
            case RUNNING -> "▶";
            case DONE -> "✔";
            case FAILED -> "✘";
        };
    }

    private String told(Item item) {
        ResourceView row = rows.get(item.no());
        if (row != null && row.heldBy().isPresent()) {
            return "waits for hook " + row.heldBy().get().word() + " to be cleared";
        }
        return switch (item.state()) {
            case WAITING -> picture.stack().inProgress() ? waiting(item) : picture.leaving(item) ? "not deleted" : "not begun";
            case RUNNING -> running(row);
            case DONE -> done(row);
            case FAILED -> row.action().name().toLowerCase(Locale.ROOT) + " failed: " + Text.plain(row.reason());
        };
    }

    private String waiting(Item item) {
        if (!item.waitsFor().isEmpty()) {
            return "waits for " + Text.plain(String.join(", ", item.waitsFor()));
        }
        return picture.leaving(item) ? "to be deleted" : "waiting";
    }

    private String running(ResourceView row) {
        String what = verb(row) + picture.history().of(row.no()).map(a -> "  " + Durations.show(Duration.between(a.began(), picture.now()))).orElse("");
        if (row.engine().isPresent()) {
            return what + "  by " + engine(row.engine().get());
        }
        return what + row.phase().map(phase -> switch (phase) {
            case BEGIN, OBSERVE, SNAPSHOT -> "  waits for an engine to go on";
            case WAIT -> "  waits for the provider";
            case RETRY -> "  will be tried again";
            case REFUSED -> "  will fail: its inputs cannot be resolved";
        }).orElse("");
    }

    private static String verb(ResourceView row) {
        String word = switch (row.action()) {
            case INIT, CREATE -> "creating";
            case UPDATE -> "updating";
            case DELETE -> "deleting";
            case CHECK -> "checking";
            case SUSPEND -> "suspending";
            case RESUME -> "resuming";
            case ADOPT -> "adopting";
            case SNAPSHOT -> "taking a snapshot";
            case RESTORE -> "restoring";
        };
        return word + (row.phase().filter(Phase.RETRY::equals).isPresent() ? " (again)" : "");
    }

    private String done(ResourceView row) {
        String word = switch (row.action()) {
            case INIT, CREATE -> "created";
            case UPDATE -> "updated";
            case DELETE -> "deleted";
            default -> row.action().name().toLowerCase(Locale.ROOT) + " done";
        };
        return word + picture.history().of(row.no()).map(action -> action.took().map(t -> "  " + Durations.show(t)).orElse("")
                + action.engine().map(id -> "  by " + engine(id)).orElse("")).orElse("");
    }

    private String engine(io.rowloom.engine.EngineId id) {
        return Text.plain(picture.engines().getOrDefault(id, "a former engine"));
    }

    private enum Color {
        PLAIN(""), BOLD("1"), DIM("2"), RED("31"), GREEN("32"), YELLOW("33");

        private final String code;

        Color(String code) {
            this.code = code;
        }
    }

    private String paint(Color color, String text) {
        return terminal.color() && color != Color.PLAIN ? "\u001b[" + color.code + "m" + text + "\u001b[0m" : text;
    }
}
