package io.rowloom.cli.command;

import io.rowloom.problem.Problems;
import io.rowloom.stack.Tags;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option that names a stack's tags. */
final class TagOptions {
    @Option(names = "--tags", paramLabel = "A,B", description = "Words to find the stack by, with commas in between.")
    private @Nullable String tags;

    /** Empty when none were named; no tags when none were wanted. */
    Optional<Tags> given() {
        Problems problems = new Problems();
        Optional<Tags> given = Optional.ofNullable(tags).map(text -> Tags.read(text, "--tags", problems));
        problems.throwIfAny();
        return given;
    }
}
