package io.rowloom.template;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;

/** What a template's functions stand for in one stack. Given by the engine; asked only for resources that the resolved part depends on. */
public interface References {
    String stackName();

    /** Empty while there is no stack yet: what is built from it is unknown. */
    Optional<String> stackId();

    String tenant();

    /** What {@code get_resource} stands for; null node when there is none. */
    JsonNode reference(String resource);

    /** The whole attribute, {@code show} included, secrets marked; null node when there is none. Paths into it are followed by the template. */
    JsonNode attribute(String resource, String attribute);
}
