package io.rowloom.cli.command;

import io.rowloom.dump.DumpReader;
import io.rowloom.problem.Problem;
import io.rowloom.problem.Problems;
import io.rowloom.template.Amendment;
import io.rowloom.template.TemplateInput;
import io.rowloom.template.TemplateSource;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** The options that hand in environments and parameters. */
final class TemplateOptions {
    private static final long LARGEST = 8L << 20;

    @Option(names = {"-e", "--environment"}, paramLabel = "FILE", description = "An environment (parameters, defaults). Repeatable; later ones win.")
    private List<Path> environments = new ArrayList<>();

    @Option(names = {"-P", "--parameter"}, paramLabel = "NAME=VALUE", mapFallbackValue = "",
            description = "A parameter's value; wins over every environment. Repeatable.")
    private Map<String, String> parameters = new LinkedHashMap<>();

    /** Reads all files; those that cannot be read are told at once. */
    TemplateInput read(Path directory, Path template) {
        return read(problems -> new TemplateInput(source(directory, template, problems), sources(directory, problems), parameters));
    }

    /** The same for an adopt. */
    DumpReader.Input readDump(Path directory, Path dump, Optional<Path> template) {
        return read(problems -> new DumpReader.Input(source(directory, dump, problems), template.map(file -> source(directory, file, problems)),
                sources(directory, problems), parameters));
    }

    /** The same for an update that keeps what is not handed in. */
    Amendment readAmendment(Path directory, Optional<Path> template, Set<String> cleared) {
        return read(problems -> new Amendment(template.map(file -> source(directory, file, problems)), sources(directory, problems), parameters, cleared));
    }

    private static <T> T read(Function<Problems, T> reading) {
        Problems problems = new Problems();
        T read = reading.apply(problems);
        problems.throwIfAny();
        return read;
    }

    private List<TemplateSource> sources(Path directory, Problems problems) {
        return environments.stream().map(file -> source(directory, file, problems)).toList();
    }

    private static TemplateSource source(Path directory, Path file, Problems problems) {
        try {
            Path path = directory.resolve(file);
            if (Files.isRegularFile(path) && Files.size(path) > LARGEST) {
                problems.add(file.toString(), "the file is larger than 8 MiB");
                return new TemplateSource(file.toString(), "");
            }
            return new TemplateSource(file.toString(), Files.readString(path));
        } catch (IOException e) {
            problems.add(Problem.at(file.toString(), switch (e) {
                case NoSuchFileException _ -> "there is no such file";
                case CharacterCodingException _ -> "the file is not UTF-8 text";
                default -> "the file cannot be read (" + e.getClass().getSimpleName() + ")";
            }));
            return new TemplateSource(file.toString(), "");
        }
    }
}

