package io.rowloom.simulator.scenario;

import io.rowloom.resource.ResourceAction;
import io.rowloom.resource.ResourceView;
import io.rowloom.simulator.World;
import io.rowloom.stack.Stack;
import java.util.List;
import java.util.function.Predicate;

/** What a scenario sees of its one stack, in words. A physical copy is called by its id: {@code A-2} is the second A that was ever made. */
record Scene(World world, Disturbance disturbance) {
    static final String STACK = "web";

    Stack stack() {
        return world.stack(STACK);
    }

    String state() {
        return stack().state().toString();
    }

    /** The physical ids of what exists. */
    List<String> things() {
        return world.reality().ids();
    }

    /** Each row by its physical id, or its name before it has one: {@code "A-1 CREATE_COMPLETE"}, and whether it no longer stands for its name. */
    List<String> rows() {
        return world.rows(STACK).stream().map(Scene::words).toList();
    }

    private static String words(ResourceView row) {
        return row.physicalId().orElse(row.name()) + " " + row.action() + "_" + row.status() + (row.current() ? "" : ", former");
    }

    // ---- moments, to wait for

    /** The provider has made it. The row may not know yet. */
    static Predicate<Scene> made(String id) {
        return scene -> scene.world.reality().story().contains("create " + id);
    }

    /** Its row is complete. */
    static Predicate<Scene> recorded(String id) {
        return scene -> scene.world.rows(STACK).stream()
                .anyMatch(row -> row.physicalId().filter(id::equals).isPresent() && row.phase().isEmpty() && row.outputs().has("id"));
    }

    /** The provider has changed it. */
    static Predicate<Scene> updated(String id) {
        return scene -> scene.world.reality().story().contains("update " + id);
    }

    static Predicate<Scene> deleted(String id) {
        return scene -> scene.world.reality().story().contains("delete " + id);
    }

    /** An action on a resource is begun and not over. */
    static Predicate<Scene> running(ResourceAction action, String name) {
        return scene -> scene.world.rows(STACK).stream().anyMatch(row -> row.name().equals(name) && row.action() == action && row.phase().isPresent());
    }

    /** The last request is planned. */
    static Predicate<Scene> planned() {
        return scene -> scene.stack().planned() == scene.stack().traversal();
    }

    /** The stack came to this state. */
    static Predicate<Scene> in(String state) {
        return scene -> scene.state().equals(state);
    }
}
