package io.rowloom.worker;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Optional;

/** Stands between a worker and one of the store's ports, or the store itself. */
interface Ports {
    /** What the caller gets instead of the method's answer; empty: the method is called. Never an answer of null. */
    Optional<Object> instead(Method method, Object[] arguments) throws Throwable;

    static <T> T between(Class<T> port, T target, Ports change) {
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> {
            Optional<Object> instead = change.instead(method, arguments);
            if (instead.isPresent()) {
                return instead.get();
            }
            try {
                return method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }));
    }
}
