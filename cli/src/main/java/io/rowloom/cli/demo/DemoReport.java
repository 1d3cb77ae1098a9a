package io.rowloom.cli.demo;

import io.rowloom.cli.config.Durations;
import io.rowloom.cli.output.Table;
import io.rowloom.cli.progress.Picture;
import io.rowloom.resource.ResourceView;

/** What was made, by whom. */
public final class DemoReport {
    private DemoReport() {}

    public static Table made(Picture picture) {
        Table table = new Table("RESOURCE", "TYPE", "WHAT IT IS", "LAST ACTION", "TOOK", "BY");
        for (ResourceView row : picture.rows()) {
            if (!row.tombstone()) {
                var action = picture.history().of(row.no());
                table.row(row.name(), row.type(), row.physicalId().orElse("-"), row.action() + "_" + row.status(),
                        action.flatMap(a -> a.took()).map(Durations::show).orElse("-"),
                        action.flatMap(a -> a.engine()).map(id -> picture.engines().getOrDefault(id, "?")).orElse("-"));
            }
        }
        return table;
    }
}
