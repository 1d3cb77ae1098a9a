package io.rowloom.template.document;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A place in a document: keys of maps, indexes of lists. Shown as Heat shows it, {@code resources.a.properties.list[0]}. Immutable; making a
 * child costs one object, so walks can afford a path at each step.
 */
public final class Path {
    public static final Path ROOT = new Path(null, "", -1);

    private final @Nullable Path parent;
    private final String key;
    private final int index;

    private Path(@Nullable Path parent, String key, int index) {
        this.parent = parent;
        this.key = key;
        this.index = index;
    }

    public static Path of(String... keys) {
        Path path = ROOT;
        for (String key : keys) {
            path = path.child(key);
        }
        return path;
    }

    public Path child(String childKey) {
        return new Path(this, childKey, -1);
    }

    public Path item(int itemIndex) {
        return new Path(this, "", itemIndex);
    }

    /** One step of a path. */
    public sealed interface Step {
        record Key(String key) implements Step {}

        record Index(int index) implements Step {}
    }

    /** From the root down. */
    public List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        for (Path at = this; at.parent != null; at = at.parent) {
            steps.add(at.index >= 0 ? new Step.Index(at.index) : new Step.Key(at.key));
        }
        return steps.reversed();
    }

    /** Steps in Heat's notation. */
    public static String show(List<Step> steps) {
        StringBuilder text = new StringBuilder();
        for (Step step : steps) {
            switch (step) {
                case Step.Key(var key) -> text.append(text.isEmpty() ? "" : ".").append(key);
                case Step.Index(var index) -> text.append('[').append(index).append(']');
            }
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return show(steps());
    }
}
