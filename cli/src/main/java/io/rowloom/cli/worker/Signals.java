package io.rowloom.cli.worker;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/**
 * Handles signals. A shutdown hook will not do: the process would exit with 143, and the JVM takes no second signal while hooks run. The JDK's signal
 * class is supported (module jdk.unsupported), but the compiler warns of it whatever one does; hence the reflection.
 */
public final class Signals {
    private Signals() {}

    /** Runs {@code action} for each such signal, in a thread of its own. Does nothing where the system has no such signal, or the JVM uses it. */
    public static void on(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object proxy = Proxy.newProxyInstance(handler.getClassLoader(), new Class<?>[] {handler}, (self, method, arguments) -> switch (method.getName()) {
                case "handle" -> {
                    action.run();
                    yield null;
                }
                case "equals" -> self == arguments[0];
                case "hashCode" -> System.identityHashCode(self);
                default -> "signal handler";
            });
            signal.getMethod("handle", signal, handler).invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
        } catch (InvocationTargetException e) {
            if (!(e.getCause() instanceof IllegalArgumentException)) {
                throw new IllegalStateException("the signal " + name + " cannot be handled", e);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java has no sun.misc.Signal: its module jdk.unsupported is missing", e);
        }
    }
}
