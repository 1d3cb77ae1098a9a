package io.rowloom.cli.output;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.rowloom.value.Secret;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PrinterTest {
    private final StringWriter text = new StringWriter();

    private Printer printer(Format format) {
        return new Printer(format, new PrintWriter(text), 80);
    }

    @ParameterizedTest
    @EnumSource(value = Format.class, names = {"JSON", "YAML"})
    void aMarkedSecretComesOutMasked(Format format) {
        ObjectNode data = Json.object().set("password", Secret.of(TextNode.valueOf("hush")));
        printer(format).printLines(data, List::of);
        printer(format).printRecord(data, () -> "");
        assertThat(text.toString()).contains("******").doesNotContain("hush");
    }

    @Test
    void yamlKeepsTypesApart() {
        printer(Format.YAML).printLines(Json.object().put("text", "5").put("number", 5).put("none", (String) null), List::of);
        assertThat(text.toString().lines()).containsExactly("text: '5'", "number: 5", "none: null");
    }

    @Test
    void anEmptyResultIsStillData() {
        printer(Format.YAML).printLines(Json.array(), List::of);
        printer(Format.JSON).printLines(Json.array(), List::of);
        assertThat(text.toString().lines()).containsExactly("[]", "[ ]");
    }
}
