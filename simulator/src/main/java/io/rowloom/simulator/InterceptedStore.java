package io.rowloom.simulator;

import io.rowloom.engine.Engines;
import io.rowloom.event.Events;
import io.rowloom.limit.Limits;
import io.rowloom.resource.Claims;
import io.rowloom.resource.Interventions;
import io.rowloom.resource.Resources;
import io.rowloom.snapshot.Snapshots;
import io.rowloom.stack.Stacks;
import io.rowloom.store.Hints;
import io.rowloom.store.Store;
import io.rowloom.store.Targets;
import io.rowloom.traversal.Finishes;
import io.rowloom.traversal.Plans;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A store whose every verb passes through one place. The ports are made once, since a simulation calls verbs all the time. */
record InterceptedStore(
        Stacks stacks, Targets targets, Plans plans, Claims claims, Finishes finishes, Resources resources, Interventions interventions, Engines engines, Snapshots snapshots,
        Limits limits, Events events, Hints hints,
        boolean sealsSecrets) implements Store {

    /** The verb behind: may be run, once, several times, or not, with these arguments or others. */
    interface Call {
        Object run(List<Object> arguments) throws Throwable;
    }

    interface Interceptor {
        /** @param verb as in {@code Claims.park} */
        Object call(String verb, List<Object> arguments, Call call) throws Throwable;
    }

    InterceptedStore(Store store, Interceptor interceptor, Hints hints) {
        this(port(Stacks.class, store.stacks(), interceptor), port(Targets.class, store.targets(), interceptor), port(Plans.class, store.plans(), interceptor),
                port(Claims.class, store.claims(), interceptor), port(Finishes.class, store.finishes(), interceptor),
                port(Resources.class, store.resources(), interceptor), port(Interventions.class, store.interventions(), interceptor),
                port(Engines.class, store.engines(), interceptor),
                port(Snapshots.class, store.snapshots(), interceptor), port(Limits.class, store.limits(), interceptor),
                port(Events.class, store.events(), interceptor), hints, store.sealsSecrets());
    }

    private static <T> T port(Class<T> port, T target, Interceptor interceptor) {
        Map<Method, String> verbs = new HashMap<>();
        for (Method method : port.getMethods()) {
            verbs.put(method, port.getSimpleName() + "." + method.getName());
        }
        return port.cast(Proxy.newProxyInstance(port.getClassLoader(), new Class<?>[] {port}, (_, method, arguments) -> {
            List<Object> given = arguments == null ? List.of() : List.of(arguments);
            return interceptor.call(verbs.getOrDefault(method, method.getName()), given, others -> run(target, method, others));
        }));
    }

    private static Object run(Object target, Method method, List<Object> arguments) throws Throwable {
        try {
            return method.invoke(target, arguments.toArray());
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
