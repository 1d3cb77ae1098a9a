package io.rowloom.cli.command;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** As much of the tree of verbs as a command line needs: to build all of it takes longer than a verb that only reads. */
final class VerbTree {
    private VerbTree() {}

    /** The whole tree. */
    static CommandLine of(Object command) {
        return of(command, List.of());
    }

    /** Without the verbs beside the one that the first argument names. When it names none, as with a help or a mistyped verb, with all of them. */
    static CommandLine of(Object command, List<String> arguments) {
        CommandLine tree = new CommandLine(command);
        List<Class<?>> verbs = verbs(tree.getCommand().getClass());
        Optional<Class<?>> named = verbs.stream().filter(verb -> arguments.stream().limit(1).anyMatch(first -> isNamed(verb, first))).findFirst();
        named.ifPresentOrElse(verb -> tree.addSubcommand(of(verb, arguments.subList(1, arguments.size()))),
                () -> verbs.forEach(verb -> tree.addSubcommand(of(verb))));
        return tree;
    }

    private static List<Class<?>> verbs(Class<?> command) {
        return Optional.ofNullable(command.getAnnotation(Verbs.class)).map(verbs -> List.of(verbs.value())).orElse(List.of());
    }

    /** The verb 'help' tells of the verbs beside it. */
    private static boolean isNamed(Class<?> verb, String name) {
        return verb != HelpCommand.class && verb.getAnnotation(Command.class).name().equals(name);
    }
}
