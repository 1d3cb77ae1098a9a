package io.rowloom.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.cli.output.ExitCode;
import io.rowloom.cli.output.Json;
import io.rowloom.cli.output.Table;
import io.rowloom.template.Templates;
import io.rowloom.template.Validation;
import io.rowloom.template.parameter.ParameterSchema;
import io.rowloom.value.Secret;
import io.rowloom.value.Secrets;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

@Command(name = "validate", header = "Check a template without any database, and show its parameters.",
        description = "Tells every fault at once. A parameter may lack a value.", footer = {"Example:", "  rowloom validate web.yaml -e prod.yaml"})
final class ValidateCommand extends Verb {
    @Parameters(paramLabel = "FILE", description = "The template, YAML or JSON.")
    private Path template = Path.of("");

    @Mixin
    private TemplateOptions inputs = new TemplateOptions();

    @Override
    ExitCode run() {
        var types = Plugins.load(rowloom().configuration().config().plugins());
        Validation validation = Templates.validate(inputs.read(rowloom().surroundings().directory(), template), types);
        rowloom().printer().print(data(validation), () -> {
            Table table = new Table("PARAMETER", "TYPE", "VALUE", "DESCRIPTION");
            validation.parameters().forEach(parameter -> table.row(parameter.schema().name(), parameter.schema().type().word(), shown(parameter),
                    parameter.schema().description()));
            return table;
        });
        if (rowloom().printer().forPeople()) {
            rowloom().surroundings().out().println(template + " is valid.");
        }
        return ExitCode.DONE;
    }

    private static ObjectNode data(Validation validation) {
        ObjectNode data = Json.object().put("Description", validation.description());
        ArrayNode parameters = data.putArray("Parameters");
        for (Validation.Parameter parameter : validation.parameters()) {
            ParameterSchema schema = parameter.schema();
            ObjectNode node = parameters.addObject().put("Name", schema.name()).put("Type", schema.type().word()).put("Label", schema.label())
                    .put("Description", schema.description()).put("NoEcho", schema.hidden()).put("Immutable", schema.immutable());
            schema.defaultValue().ifPresent(value -> node.set("Default", Secrets.mask(value)));
            parameter.value().ifPresent(value -> node.set("Value", Secrets.mask(value)));
        }
        return data;
    }

    private static String shown(Validation.Parameter parameter) {
        return parameter.value().map(value -> parameter.schema().hidden() ? Secret.MASK : value.isContainerNode() ? Secrets.mask(value).toString()
                : Secrets.mask(value).asText()).orElse("(to be given)");
    }
}
