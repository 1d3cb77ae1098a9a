package io.rowloom.worker;

import io.rowloom.resource.ClaimedAction;
import org.slf4j.Logger;
import org.slf4j.event.Level;
import org.slf4j.spi.LoggingEventBuilder;

/** Log lines about actions, all with the same keys: stack, resource, no, traversal, fence, engine. */
final class ActionLog {
    private ActionLog() {}

    static LoggingEventBuilder at(Logger log, Level level, ClaimedAction action) {
        return log.atLevel(level).addKeyValue("stack", action.stack().name()).addKeyValue("resource", action.name()).addKeyValue("no", action.claim().no())
                .addKeyValue("traversal", action.traversal()).addKeyValue("fence", action.claim().fence()).addKeyValue("engine", action.claim().engine());
    }
}
