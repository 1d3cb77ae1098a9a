package io.rowloom.cli.progress;

import static io.rowloom.cli.progress.Rows.START;
import static io.rowloom.cli.progress.Rows.event;
import static io.rowloom.cli.progress.Rows.row;
import static io.rowloom.cli.progress.Rows.stack;
import static org.assertj.core.api.Assertions.assertThat;

import io.rowloom.cli.output.Terminal;
import io.rowloom.resource.ResourceAction;
import io.rowloom.resource.ResourceView;
import io.rowloom.stack.StackAction;
import io.rowloom.stack.Status;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final Terminal PLAIN = new Terminal(80, 24, false);

    private final History history = new History();

    private Picture picture(StackAction action, Status status, Map<String, Set<String>> target, ResourceView... rows) {
        return new Picture(stack(action, status), List.of(rows), new TreeMap<>(target), history, Map.of(Rows.ENGINE, "one"), START.plusSeconds(12));
    }

    @Test
    void theTreeShowsWhatRunsWhereAndWhatWaitsForWhat() {
        history.add(event(1, "db", "CREATE", "IN_PROGRESS", 1, ""));
        history.add(event(1, "db", "CREATE", "COMPLETE", 3, ""));
        history.add(event(2, "schema", "CREATE", "IN_PROGRESS", 3, ""));
        Picture picture = picture(StackAction.CREATE, Status.IN_PROGRESS, Map.of("db", Set.of(), "schema", Set.of("db"), "app", Set.of("db", "schema"), "file", Set.of()),
                row(1, "db", ResourceAction.CREATE, Status.COMPLETE, false), row(2, "schema", ResourceAction.CREATE, Status.IN_PROGRESS, true),
                row(3, "app", ResourceAction.INIT, Status.COMPLETE, true));
        assertThat(ProgressTree.lines(picture, PLAIN)).containsExactly(
                "web  CREATE_IN_PROGRESS  ███████░░░░░░░░░░░░░░░░░░░░░░░ 1/4  12s",
                "├ db        ✔ created  2.0s  by one",
                "│ └ schema  ▶ creating  9.0s  by one",
                "│   └ app   · waits for schema",
                "└ file      · waiting");
    }

    @Test
    void aFailureIsShownWithItsReason() {
        ResourceView failed = row(1, "db", ResourceAction.CREATE, Status.FAILED, false);
        assertThat(ProgressTree.lines(picture(StackAction.CREATE, Status.FAILED, Map.of("db", Set.of()), failed), PLAIN).getLast()).contains("✘ create failed");
    }

    @Test
    void whatWasNeverBegunIsNotDoneWhenTheStackIsCancelled() {
        Picture picture = picture(StackAction.UPDATE, Status.FAILED, Map.of("db", Set.of(), "schema", Set.of("db"), "app", Set.of("schema"), "file", Set.of()),
                row(1, "db", ResourceAction.UPDATE, Status.COMPLETE, false), row(2, "schema", ResourceAction.CREATE, Status.COMPLETE, true),
                row(3, "app", ResourceAction.INIT, Status.COMPLETE, true), row(4, "old", ResourceAction.CREATE, Status.COMPLETE, true));
        assertThat(ProgressTree.lines(picture, PLAIN)).containsExactly(
                "web  UPDATE_FAILED  ██████░░░░░░░░░░░░░░░░░░░░░░░░ 1/5",
                "├ db        ✔ updated",
                "│ └ schema  · not begun",
                "│   └ app   · not begun",
                "├ file      · not begun",
                "└ old       · not deleted");
    }

    @Test
    void aDeleteCountsWhatIsGone() {
        Picture picture = picture(StackAction.DELETE, Status.IN_PROGRESS, Map.of(), row(1, "db", ResourceAction.CREATE, Status.COMPLETE, true),
                row(2, "app", ResourceAction.DELETE, Status.COMPLETE, false, 1));
        assertThat(ProgressTree.lines(picture, PLAIN)).hasSize(3).element(0).asString().contains("1/2");
        assertThat(ProgressTree.lines(picture, PLAIN).get(1)).contains("db").contains("to be deleted");
        assertThat(ProgressTree.lines(picture, PLAIN).get(2)).contains("app").contains("✔ deleted");
    }

    @Test
    void manyResourcesFitOnASmallTerminalAndTheRunningOneIsAmongThem() {
        ResourceView[] rows = IntStream.range(0, 500).mapToObj(i -> row(i, "r" + i, i == 450 ? ResourceAction.CREATE : ResourceAction.INIT,
                i == 450 ? Status.IN_PROGRESS : Status.COMPLETE, true)).toArray(ResourceView[]::new);
        TreeMap<String, Set<String>> target = new TreeMap<>();
        List.of(rows).forEach(row -> target.put(row.name(), Set.of()));
        List<String> lines = ProgressTree.lines(picture(StackAction.CREATE, Status.IN_PROGRESS, target, rows), new Terminal(30, 10, false));
        assertThat(lines).hasSizeLessThan(10).allMatch(line -> line.length() <= 30).anyMatch(line -> line.contains("r450"));
        assertThat(lines.getLast()).contains("493 more");
    }

    @Test
    void leftoversThatDependOnEachOtherAreAllShownOnce() {
        Picture picture = picture(StackAction.DELETE, Status.IN_PROGRESS, Map.of(), row(1, "a", ResourceAction.CREATE, Status.COMPLETE, true, 2),
                row(2, "b", ResourceAction.CREATE, Status.COMPLETE, true, 1), row(3, "c", ResourceAction.CREATE, Status.COMPLETE, true, 3));
        assertThat(ProgressTree.lines(picture, PLAIN)).hasSize(4);
    }

    @Test
    void plainProgressIsOneLinePerEvent() {
        StringWriter text = new StringWriter();
        PlainDisplay display = new PlainDisplay(new PrintWriter(text), ZoneOffset.UTC);
        Picture picture = picture(StackAction.CREATE, Status.IN_PROGRESS, Map.of());
        display.show(picture, List.of(event(1, "db", "CREATE", "IN_PROGRESS", 1, ""), event(1, "db", "CREATE", "FAILED", 2, "no\nroom\u001b[1m")));
        assertThat(text.toString().lines()).containsExactly("12:00:01.000  db  CREATE_IN_PROGRESS  (by one)", "12:00:02.000  db  CREATE_FAILED  no room [1m  (by one)");
    }

    @Test
    void liveProgressGoesBackOverWhatItDrew() {
        StringWriter text = new StringWriter();
        LiveDisplay display = new LiveDisplay(new PrintWriter(text), PLAIN);
        Picture picture = picture(StackAction.CREATE, Status.IN_PROGRESS, Map.of("db", Set.of()));
        display.show(picture, List.of());
        assertThat(text.toString()).doesNotContain("\u001b[2F");
        display.show(picture, List.of());
        assertThat(text.toString()).contains("\u001b[2F");
    }
}
