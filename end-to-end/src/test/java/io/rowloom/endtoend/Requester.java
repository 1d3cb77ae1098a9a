package io.rowloom.endtoend;

import io.rowloom.db.DatabaseUrl;
import io.rowloom.db.PgDatabase;
import io.rowloom.db.PgSettings;
import io.rowloom.db.SecretBox;
import io.rowloom.embedded.DatabaseAddress;
import io.rowloom.plugin.ResourceTypes;
import io.rowloom.stack.NewStack;
import io.rowloom.stack.OnFailure;
import io.rowloom.stack.Request;
import io.rowloom.stack.Stack;
import io.rowloom.stack.StackId;
import io.rowloom.stack.SubmitResult;
import io.rowloom.store.Hint;
import io.rowloom.template.Target;
import io.rowloom.template.TemplateInput;
import io.rowloom.template.TemplateSource;
import io.rowloom.template.Templates;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/** A user who sends requests from this process, many in a short time: what the command line does, without a process for each. */
final class Requester implements AutoCloseable {
    private static final String TENANT = "default";

    private final PgDatabase database;
    private final ResourceTypes types = ResourceTypes.load(Requester.class.getClassLoader());

    Requester(DatabaseAddress address, String key) {
        database = PgDatabase.open(PgSettings.of(DatabaseUrl.parse(address.urlWithPassword())).withPoolSize(2),
                Optional.of(new SecretBox(key)));
    }

    Stack stack(String name) {
        return find(name).orElseThrow();
    }

    Optional<Stack> find(String name) {
        return database.store().stacks().find(TENANT, name);
    }

    void create(String name, String template, OnFailure onFailure) {
        StackId id = StackId.create(Clock.systemUTC(), new SecureRandom());
        SubmitResult result = database.store().stacks().create(new NewStack(id, TENANT, name, UUID.randomUUID(), target(template), onFailure, Optional.empty()));
        if (!(result instanceof SubmitResult.Accepted)) {
            throw new AssertionError("the create of " + name + " was not accepted: " + result);
        }
        announce();
    }

    /** Sends the request on top of whatever the stack is at, again after each conflict. What the state does not admit is answered. */
    SubmitResult request(String name, Request.Goal goal) {
        return throughConflicts(name, stack -> database.store().stacks().submit(stack.id(), stack.traversal(), Request.of(UUID.randomUUID(), goal)));
    }

    SubmitResult update(String name, String template) {
        return request(name, new Request.Goal.Update(stored(template)));
    }

    SubmitResult cancel(String name) {
        return throughConflicts(name, stack -> database.store().stacks().cancel(stack.id(), stack.traversal()));
    }

    private SubmitResult throughConflicts(String name, Function<Stack, SubmitResult> send) {
        SubmitResult result = send.apply(stack(name));
        while (result instanceof SubmitResult.Conflict) {
            result = send.apply(stack(name));
        }
        announce();
        return result;
    }

    private String stored(String template) {
        return database.store().targets().store(target(template));
    }

    private Target target(String template) {
        return Templates.accept(TemplateInput.of(new TemplateSource("template", template)), types);
    }

    private void announce() {
        database.store().hints().announce(Hint.ANYTHING);
    }

    @Override
    public void close() {
        database.close();
    }
}
