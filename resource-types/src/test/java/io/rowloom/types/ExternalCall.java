package io.rowloom.types;

import io.rowloom.plugin.ResourceCall;
import java.lang.reflect.Proxy;
import java.util.Optional;

/** Makes calls for what is not the stack's. */
public final class ExternalCall {
    private ExternalCall() {}

    public static ResourceCall of(TestCall call, String id) {
        return (ResourceCall) Proxy.newProxyInstance(ResourceCall.class.getClassLoader(), new Class<?>[] {ResourceCall.class}, (_, method, arguments) -> switch (method.getName()) {
            case "external" -> true;
            case "physicalId" -> Optional.of(id);
            default -> method.invoke(call, arguments);
        });
    }
}
