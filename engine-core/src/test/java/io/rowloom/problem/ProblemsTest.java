package io.rowloom.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProblemsTest {
    @Test
    void aProblemReadsAsPlacePathMessageAndAdvice() {
        Problem problem = Problem.at("resources.a", "has no type").advise("add one").in(Optional.of(new Location("web.yaml", 3, 5)));
        assertThat(problem).hasToString("web.yaml:3:5: resources.a: has no type (add one)");
        assertThat(Problem.at("", "is empty")).hasToString("is empty");
    }

    @Test
    void allProblemsAreThrownAtOnceEachOnceInTheirOrder() {
        Problems problems = new Problems();
        problems.add("b", "one");
        problems.add("a", "two");
        problems.addAll(List.of(Problem.at("b", "one"), Problem.at("c", "three")));
        assertThat(problems.isEmpty()).isFalse();
        InvalidInputException thrown = catchThrowableOfType(InvalidInputException.class, problems::throwIfAny);
        assertThat(thrown.problems()).isEqualTo(problems.list()).extracting(Problem::path).containsExactly("b", "a", "c");
        assertThat(thrown).hasMessage("b: one\na: two\nc: three");
    }

    @Test
    void noProblemThrowsNothing() {
        assertThat(new Problems().isEmpty()).isTrue();
        assertThatCode(() -> new Problems().throwIfAny()).doesNotThrowAnyException();
    }

    @Test
    void theListIsACopy() {
        Problems problems = new Problems();
        List<Problem> before = problems.list();
        problems.add("a", "late");
        assertThat(before).isEmpty();
    }
}
