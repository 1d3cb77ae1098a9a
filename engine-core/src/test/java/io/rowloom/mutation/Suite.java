package io.rowloom.mutation;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A class of tests among mutated classes. JUnit would not know its annotations, which are of another class loader, so it is run by hand: one instance for all tests, its
 * methods for before and after, nested classes that inherit their tests. For one thread.
 */
public final class Suite implements AutoCloseable {
    private final Object instance;

    public Suite(Class<?> type) {
        instance = made(type, List.of());
        run(instance, "BeforeAll").ifPresent(failure -> {
            throw new IllegalStateException("the tests of " + type.getName() + " cannot begin", failure);
        });
    }

    /** @param test its method; of a nested class {@code Nested.method} */
    public boolean holds(String test) {
        int dot = test.indexOf('.');
        Object of = dot < 0 ? instance : made(nested(test.substring(0, dot)), List.of(instance));
        Method method = methods(of.getClass()).stream().filter(m -> m.getName().equals(test.substring(dot + 1)) && has(m, "Test")).findAny()
                .orElseThrow(() -> new AssertionError("there is no test " + test + " any more"));
        Optional<Throwable> before = run(of, "BeforeEach");
        Optional<Throwable> during = before.isPresent() ? before : call(of, method);
        Optional<Throwable> after = run(of, "AfterEach");
        return during.isEmpty() && after.isEmpty();
    }

    private Class<?> nested(String name) {
        return Arrays.stream(instance.getClass().getSuperclass().getDeclaredClasses()).filter(part -> part.getSimpleName().equals(name) && has(part, "Nested")).findAny()
                .orElseThrow(() -> new AssertionError("there is no part " + name + " any more"));
    }

    private static Object made(Class<?> type, List<Object> arguments) {
        try {
            Constructor<?> constructor = type.getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            return constructor.newInstance(arguments.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Calls what has the annotation; what failed first. */
    private static Optional<Throwable> run(Object of, String annotation) {
        return methods(of.getClass()).stream().filter(method -> has(method, annotation)).map(method -> call(of, method)).flatMap(Optional::stream).findFirst();
    }

    private static Optional<Throwable> call(Object of, Method method) {
        try {
            method.setAccessible(true);
            method.invoke(of);
            return Optional.empty();
        } catch (InvocationTargetException e) {
            return Optional.of(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<Method> methods(Class<?> type) {
        List<Method> all = new ArrayList<>();
        for (Class<?> c = type; c != Object.class; c = c.getSuperclass()) {
            all.addAll(List.of(c.getDeclaredMethods()));
        }
        return all;
    }

    private static boolean has(AnnotatedElement element, String annotation) {
        return Arrays.stream(element.getAnnotations()).anyMatch(a -> a.annotationType().getSimpleName().equals(annotation));
    }

    @Override
    public void close() {
        run(instance, "AfterAll");
    }
}
