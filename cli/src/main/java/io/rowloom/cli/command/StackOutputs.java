package io.rowloom.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import io.rowloom.cli.output.ExitCode;
import io.rowloom.cli.output.Table;
import io.rowloom.value.Secrets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "outputs", header = "Show a stack's outputs.", footer = {"Examples:", "  rowloom stack outputs web", "  rowloom stack outputs web password --reveal"})
final class StackOutputs extends Verb {
    @Parameters(index = "0", paramLabel = "STACK", description = "Name or id.")
    private String name = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "OUTPUT", description = "Only this one, as its plain value.")
    private @Nullable String only;

    @Option(names = "--reveal", description = "Secrets in clear.")
    private boolean reveal;

    @Override
    ExitCode run() {
        try (Session session = Session.open(rowloom())) {
            ArrayNode marked = StackView.read(session, name).outputs(session);
            JsonNode outputs = reveal ? Secrets.reveal(marked) : Secrets.mask(marked);
            if (only != null) {
                return one(outputs, only);
            }
            rowloom().printer().print(outputs, () -> {
                Table table = new Table("OUTPUT", "VALUE", "DESCRIPTION");
                outputs.forEach(output -> table.row(output.get("output_key").asText(), shown(output), output.get("description").asText()));
                return table;
            });
            return ExitCode.DONE;
        }
    }

    private ExitCode one(JsonNode outputs, String wanted) {
        for (JsonNode output : outputs) {
            if (output.get("output_key").asText().equals(wanted)) {
                rowloom().printer().printLines(output, () -> List.of(shown(output)));
                return ExitCode.DONE;
            }
        }
        throw new Refusal(ExitCode.NOT_FOUND, "stack " + name + " has no output " + wanted);
    }

    static String shown(JsonNode output) {
        JsonNode value = output.get("output_value");
        String error = output.path("output_error").asText("");
        return !error.isEmpty() ? "cannot be told: " + error : value.isNull() ? "(not yet known)" : value.isContainerNode() ? value.toString() : value.asText();
    }
}
