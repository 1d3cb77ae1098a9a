package io.rowloom.locks;

import java.io.File;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Tests that are skipped where a server is not installed. {@code ./verify} installs it, and counts a skipped test as a failure. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(Needs.Installed.class)
@interface Needs {
    /** A command on the path, or the path of a file. */
    String value();

    /** Looks for it. */
    final class Installed implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return AnnotationSupport.findAnnotation(context.getElement(), Needs.class).map(Needs::value).filter(what -> !isThere(what))
                    .map(what -> ConditionEvaluationResult.disabled(what + " is not installed (build/packages.txt names its package)"))
                    .orElseGet(() -> ConditionEvaluationResult.enabled("all is there"));
        }

        private static boolean isThere(String what) {
            Stream<String> places = what.startsWith("/") ? Stream.of("") : Arrays.stream(System.getenv("PATH").split(File.pathSeparator));
            return places.anyMatch(place -> Files.exists(Path.of(place, what)));
        }
    }
}
