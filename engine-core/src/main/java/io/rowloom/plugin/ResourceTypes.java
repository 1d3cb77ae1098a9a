package io.rowloom.plugin;

import com.google.common.collect.ImmutableSortedMap;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The resource types that this process knows, by name. Immutable. */
public final class ResourceTypes {
    private final ImmutableSortedMap<String, ResourceType> byName;

    private ResourceTypes(Collection<ResourceType> types) {
        TreeMap<String, ResourceType> map = new TreeMap<>();
        for (ResourceType type : types) {
            ResourceType other = map.putIfAbsent(type.schema().name(), type);
            if (other != null) {
                throw new IllegalStateException("resource type " + type.schema().name() + " is defined twice, by " + other.getClass().getName()
                        + " and " + type.getClass().getName() + ": take one of their jars off the plugin path");
            }
        }
        byName = ImmutableSortedMap.copyOf(map);
    }

    public static ResourceTypes of(ResourceType... types) {
        return new ResourceTypes(List.of(types));
    }

    /** All that the class loader offers as services. */
    public static ResourceTypes load(ClassLoader loader) {
        return new ResourceTypes(ServiceLoader.load(ResourceType.class, loader).stream().map(ServiceLoader.Provider::get).toList());
    }

    public Optional<ResourceType> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    public Collection<ResourceType> all() {
        return byName.values();
    }
}
