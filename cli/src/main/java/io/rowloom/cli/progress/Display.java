package io.rowloom.cli.progress;

import io.rowloom.event.Event;
import java.util.List;

/** Shows a stack on its way. Used by one thread. */
public interface Display extends AutoCloseable {
    /** The stack as it is now, and what happened since the last call. */
    void show(Picture picture, List<Event> news);

    /** A sentence between the pictures. */
    void say(String text);

    /** Leaves the last picture standing. */
    @Override
    void close();

    /** Shows nothing. */
    static Display none() {
        return new Display() {
            @Override
            public void show(Picture picture, List<Event> news) {}

            @Override
            public void say(String text) {}

            @Override
            public void close() {}
        };
    }
}
