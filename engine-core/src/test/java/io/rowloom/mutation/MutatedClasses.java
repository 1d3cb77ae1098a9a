package io.rowloom.mutation;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** All classes of this test's class path, loaded anew with one guard removed. */
public final class MutatedClasses implements AutoCloseable {
    private static final String CLASS_PATH = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    private final Path directory;
    private final URLClassLoader loader;

    /** @throws AssertionError when the guard is not where it was, or the rest does not compile */
    public MutatedClasses(Mutation mutation) {
        try {
            directory = Files.createTempDirectory("rowloom-mutation");
            compile(mutation);
            List<URL> places = new ArrayList<>(List.of(url(directory)));
            Arrays.stream(CLASS_PATH.split(File.pathSeparator)).map(Path::of).forEach(place -> places.add(url(place)));
            loader = new URLClassLoader(places.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Class<?> load(String name) throws ClassNotFoundException {
        return loader.loadClass(name);
    }

    private void compile(Mutation mutation) {
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        List<String> options = List.of("-d", directory.toString(), "-cp", CLASS_PATH, "-proc:none", "-nowarn");
        List<Source> sources = mutation.mutated().entrySet().stream().map(source -> new Source(source.getKey(), source.getValue())).toList();
        if (!ToolProvider.getSystemJavaCompiler().getTask(null, null, problems, options, null, sources).call()) {
            throw new AssertionError("without '" + mutation.guard() + "' it does not compile: " + problems.getDiagnostics());
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String className, String text) {
            super(URI.create("string:///" + className.replace('.', '/') + ".java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    private static URL url(Path place) {
        try {
            return place.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        try (loader; Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
