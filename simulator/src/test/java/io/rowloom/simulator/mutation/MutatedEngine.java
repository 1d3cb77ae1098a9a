package io.rowloom.simulator.mutation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
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
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The engine and the simulator, loaded anew with one class of them changed. */
final class MutatedEngine implements AutoCloseable {
    private static final String CLASS_PATH = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));

    private final Path directory;
    private final URLClassLoader loader;
    private final Method script;
    private final Method run;

    MutatedEngine(Mutation mutation) {
        try {
            directory = Files.createTempDirectory("rowloom-mutation");
            compile(mutation);
            List<URL> places = new ArrayList<>(List.of(url(directory)));
            Arrays.stream(CLASS_PATH.split(java.io.File.pathSeparator)).map(Path::of).forEach(place -> places.add(url(place)));
            loader = new URLClassLoader(places.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
            Class<?> runs = loader.loadClass("io.rowloom.simulator.random.RandomRun");
            script = runs.getMethod("script", long.class);
            run = runs.getMethod("of", script.getReturnType());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the judge finds in the run of a seed, as text. */
    List<String> findings(long seed) {
        try {
            Object verdict = run.invoke(null, script.invoke(null, seed));
            return ((List<?>) verdict.getClass().getMethod("findings").invoke(verdict)).stream().map(String::valueOf).toList();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The tests of the store contract that fail on the store in memory, each with its part: {@code Engines.aTest}. */
    List<String> brokenContracts() {
        try {
            Class<?> suite = loader.loadClass("io.rowloom.memory.MemoryStoreContractTest");
            List<String> broken = new ArrayList<>();
            for (Class<?> part : suite.getSuperclass().getDeclaredClasses()) {
                if (isTest(part, "Nested")) {
                    for (Method test : part.getSuperclass().getDeclaredMethods()) {
                        if (isTest(test, "Test") && !holds(suite, part, test)) {
                            broken.add(part.getSimpleName() + "." + test.getName());
                        }
                    }
                }
            }
            return broken;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The annotation is of a class of the other class loader. */
    private static boolean isTest(AnnotatedElement element, String annotation) {
        return Arrays.stream(element.getAnnotations()).anyMatch(a -> a.annotationType().getSimpleName().equals(annotation));
    }

    private static boolean holds(Class<?> suite, Class<?> part, Method test) throws ReflectiveOperationException {
        Constructor<?> outer = suite.getDeclaredConstructor();
        outer.setAccessible(true);
        Constructor<?> inner = part.getDeclaredConstructor(suite.getSuperclass());
        inner.setAccessible(true);
        Object instance = inner.newInstance(outer.newInstance());
        Method start = part.getSuperclass().getSuperclass().getDeclaredMethod("start");
        start.setAccessible(true);
        start.invoke(instance);
        test.setAccessible(true);
        try {
            test.invoke(instance);
            return true;
        } catch (InvocationTargetException _) {
            return false;
        }
    }

    private void compile(Mutation mutation) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        String text = mutation.mutated();
        JavaFileObject source = new SimpleJavaFileObject(URI.create("string:///" + mutation.className().replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        List<String> options = List.of("-d", directory.toString(), "-cp", CLASS_PATH, "-proc:none", "-nowarn");
        if (!compiler.getTask(null, null, problems, options, null, List.of(source)).call()) {
            throw new AssertionError("without '" + mutation.guard() + "' it does not compile: " + problems.getDiagnostics());
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
