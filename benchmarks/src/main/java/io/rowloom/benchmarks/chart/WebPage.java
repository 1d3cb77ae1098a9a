package io.rowloom.benchmarks.chart;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * A page that needs nothing else: no other file, no network. Shows everything also where scripts are off. Parts that belong to one value of a {@linkplain #choice choice} carry it in
 * an attribute, as {@link #shown} writes it. Pure, but for its style sheet and script.
 */
public final class WebPage {
    private WebPage() {}

    /** @param body HTML */
    public static String of(String title, String body) {
        return "<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>"
                + Svg.escaped(title) + "</title>\n<style>\n" + resource(WebPage.class, "page.css") + "</style></head>\n<body>\n" + body
                + "<div id=\"tip\" role=\"status\"></div>\n<script>\n" + resource(WebPage.class, "page.js") + "</script>\n</body></html>\n";
    }

    /** Buttons, of which one is pressed. */
    public static <T> String choice(String key, String label, List<T> values, T chosen, Function<T, String> told) {
        StringBuilder buttons = new StringBuilder("<div class=\"choice\" role=\"group\" aria-label=\"" + label + "\"><span>" + label + "</span>");
        values.forEach(value -> buttons.append("<button type=\"button\" data-choose=\"").append(key).append("\" data-value=\"").append(value).append("\" aria-pressed=\"")
                .append(value.equals(chosen)).append("\">").append(told.apply(value)).append("</button>"));
        return buttons.append("</div>").toString();
    }

    /** Attributes of a part that is shown while all of these are chosen. */
    public static String shown(Map<String, ?> choices) {
        StringBuilder attributes = new StringBuilder(" data-shown");
        choices.forEach((key, value) -> attributes.append(" data-").append(key).append("=\"").append(value).append('"'));
        return attributes.toString();
    }

    /** Facts about the machine, for the head of a page. */
    public static String facts(Map<String, String> environment) {
        StringBuilder facts = new StringBuilder("<p class=\"facts\">");
        environment.entrySet().stream().filter(fact -> List.of("cores", "memory", "system", "jdk", "postgresql", "commit").contains(fact.getKey()))
                .forEach(fact -> facts.append("<span><b>").append(Svg.escaped(fact.getKey())).append("</b> ").append(Svg.escaped(fact.getValue())).append("</span>"));
        return facts.append("</p>").toString();
    }

    /** Names and values, one below the other. */
    public static String terms(Map<String, String> values) {
        StringBuilder terms = new StringBuilder("<dl>");
        values.forEach((name, value) -> terms.append("<dt>").append(Svg.escaped(name)).append("</dt><dd>").append(Svg.escaped(value)).append("</dd>"));
        return terms.append("</dl>").toString();
    }

    /** A text file beside a class. */
    public static String resource(Class<?> beside, String name) {
        try (InputStream in = Optional.ofNullable(beside.getResourceAsStream(name)).orElseThrow()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
