package io.rowloom.cli.command;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.cli.output.ExitCode;
import io.rowloom.cli.output.Json;
import io.rowloom.cli.output.Table;
import io.rowloom.cli.output.Text;
import io.rowloom.plugin.PropertySchema;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.plugin.TypeSchema;
import io.rowloom.template.document.NearestName;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "types", header = "List the resource types, or show one with its properties and attributes.", description = "Needs no database.",
        footer = {"Examples:", "  rowloom types", "  rowloom types OS::Heat::RandomString"})
final class TypesCommand extends Verb {
    @Parameters(arity = "0..1", paramLabel = "NAME", description = "A type.")
    private @Nullable String name;

    @Override
    ExitCode run() {
        ResourceTypes types = Plugins.load(rowloom().configuration().config().plugins());
        if (name == null) {
            list(types);
        } else {
            TypeSchema schema = types.find(name).map(type -> type.schema()).orElseThrow(() -> new Refusal(ExitCode.NOT_FOUND, unknown(types, name)));
            rowloom().printer().printLines(data(schema), () -> lines(schema, rowloom().surroundings().terminal().map(t -> t.width()).orElse(Integer.MAX_VALUE)));
        }
        return ExitCode.DONE;
    }

    private void list(ResourceTypes types) {
        ArrayNode data = Json.array();
        types.all().forEach(type -> data.add(Json.object().put("resource_type", type.schema().name()).put("description", type.schema().description())));
        rowloom().printer().print(data, () -> {
            Table table = new Table("TYPE", "DESCRIPTION");
            types.all().forEach(type -> table.row(type.schema().name(), type.schema().description()));
            return table;
        });
    }

    static String unknown(ResourceTypes types, String name) {
        List<String> names = types.all().stream().map(type -> type.schema().name()).toList();
        return "there is no resource type " + name + NearestName.to(name, names).map(near -> ": did you mean " + near + "?").orElse(" ('rowloom types' lists all)");
    }

    private static ObjectNode data(TypeSchema schema) {
        ObjectNode data = Json.object().put("resource_type", schema.name()).put("description", schema.description());
        ObjectNode properties = data.putObject("properties");
        schema.properties().forEach((property, of) -> {
            ObjectNode node = properties.putObject(property).put("type", word(of.type())).put("description", of.description()).put("required", of.required())
                    .put("on_change", word(of.updatePolicy())).put("update_allowed", of.updatePolicy() == io.rowloom.plugin.UpdatePolicy.IN_PLACE);
            of.defaultValue().ifPresent(value -> node.set("default", value));
        });
        ObjectNode attributes = data.putObject("attributes");
        schema.attributes().forEach((attribute, of) ->
                attributes.putObject(attribute).put("description", of.description()).put("sensitive", of.sensitive()));
        return data;
    }

    private static List<String> lines(TypeSchema schema, int width) {
        List<String> lines = new ArrayList<>(List.of(schema.name(), Text.plain(schema.description()), ""));
        Table properties = new Table("PROPERTY", "TYPE", "DEFAULT", "ON CHANGE", "DESCRIPTION");
        schema.properties().forEach((property, of) -> properties.row(property, word(of.type()), fallback(of), word(of.updatePolicy()), of.description()));
        lines.addAll(properties.lines(width));
        Table attributes = new Table("ATTRIBUTE", "DESCRIPTION");
        schema.attributes().forEach((attribute, of) -> attributes.row(attribute, of.description() + (of.sensitive() ? " (secret)" : "")));
        lines.add("");
        lines.addAll(attributes.lines(width));
        return lines;
    }

    private static String fallback(PropertySchema schema) {
        return schema.required() ? "(required)" : schema.defaultValue().map(value -> value.isTextual() ? value.asText() : value.toString()).orElse("-");
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
