package io.rowloom.cli.command;

import io.rowloom.plugin.ResourceTypes;
import io.rowloom.problem.InvalidInputException;
import io.rowloom.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.stream.Stream;

/** Finds the resource types: the built-in ones, and those in the jars of the plugin directories. */
final class Plugins {
    private Plugins() {}

    /** The loader stays open for as long as the process lives: types load their classes when they need them. */
    static ResourceTypes load(List<Path> directories) {
        URL[] jars = directories.stream().flatMap(Plugins::jars).toArray(URL[]::new);
        try {
            return ResourceTypes.load(jars.length == 0 ? Plugins.class.getClassLoader() : new URLClassLoader("plugins", jars, Plugins.class.getClassLoader()));
        } catch (ServiceConfigurationError | IllegalStateException | LinkageError e) {
            throw new InvalidInputException(List.of(Problem.at("plugins", String.valueOf(e.getMessage()))));
        }
    }

    private static Stream<URL> jars(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().map(Plugins::url).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException("the plugin directory " + directory + " cannot be read", e);
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException("a file without URL: " + file, e);
        }
    }
}
