package io.rowloom.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.cli.output.ExitCode;
import io.rowloom.cli.output.Printer;
import io.rowloom.stack.Stack;
import io.rowloom.template.Target;
import io.rowloom.value.Secrets;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "template", header = "Print the template that a stack follows, as it is stored. Secrets are masked.",
        footer = {"Examples:", "  rowloom stack template web > web.yaml", "  rowloom stack template web --last-complete"})
final class StackTemplate extends Verb {
    @Parameters(paramLabel = "STACK", description = "Name or id.")
    private String name = "";

    @Option(names = "--last-complete", description = "The one that completed last: where a rollback would lead.")
    private boolean lastComplete;

    @Override
    ExitCode run() {
        try (Session session = Session.open(rowloom())) {
            Stack stack = session.stack(name);
            Optional<Target> target = Blueprints.target(session, lastComplete ? stack.lastTemplate() : stack.target());
            ObjectNode template = target.map(Target::template).orElseThrow(() -> new Refusal(ExitCode.NOT_FOUND, lastComplete
                    ? "no template of stack " + name + " ever completed" : "stack " + name + " is on its way to nothing: it follows no template"));
            rowloom().printer().printLines(Secrets.mask(template), () -> List.of(Printer.yaml(template)));
            return ExitCode.DONE;
        }
    }
}
