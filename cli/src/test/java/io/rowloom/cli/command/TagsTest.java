package io.rowloom.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class TagsTest extends VerbsBed {
    private static final String TEMPLATE = "heat_template_version: 2021-04-16\nresources: {a: {type: 'Test::Thing'}}\n";

    private List<String> tags(String stack) {
        assertThat(run("stack", "show", stack, "-o", "json")).as(err).isZero();
        return StreamSupport.stream(json().get("tags").spliterator(), false).map(tag -> tag.asText()).toList();
    }

    private List<String> listed(String... options) {
        String[] line = new String[options.length + 4];
        System.arraycopy(new String[] {"stack", "list", "-o", "json"}, 0, line, 0, 4);
        System.arraycopy(options, 0, line, 4, options.length);
        assertThat(run(line)).as(err).isZero();
        return StreamSupport.stream(json().spliterator(), false).map(stack -> stack.get("stack_name").asText()).toList();
    }

    @Test
    void anUpdateReplacesTagsAndOneWithExistingKeepsThem() {
        startWorker();
        template(TEMPLATE);
        assertThat(run("stack", "create", "web", "-t", "t.yaml", "--tags", "red, big", "--wait")).as(err).isZero();
        assertThat(tags("web")).containsExactly("red", "big");
        assertThat(run("stack", "show", "web")).isZero();
        assertThat(out).contains("red,big");
        assertThat(run("stack", "update", "web", "--existing", "--wait")).as(err).isZero();
        assertThat(run("stack", "check", "web", "--wait")).as(err).isZero();
        assertThat(tags("web")).containsExactly("red", "big");
        assertThat(run("stack", "update", "web", "--existing", "--tags", "blue", "--wait")).as(err).isZero();
        assertThat(tags("web")).containsExactly("blue");
        assertThat(run("stack", "abandon", "web", "--file", "dump.json", "--wait")).as(err).isZero();
        assertThat(run("stack", "adopt", "web", "--file", "dump.json", "--wait")).as(err).isZero();
        assertThat(tags("web")).as("of the dump").containsExactly("blue");
        assertThat(run("stack", "adopt", "other", "--file", "dump.json", "--tags", "green")).as(err).isZero();
        assertThat(tags("other")).containsExactly("green");
        assertThat(run("stack", "update", "web", "-t", "t.yaml")).as(err).isZero();
        assertThat(tags("web")).isEmpty();
    }

    @Test
    void stacksAreListedByTags() {
        template(TEMPLATE);
        assertThat(run("stack", "create", "one", "-t", "t.yaml", "--tags", "red,big")).as(err).isZero();
        assertThat(run("stack", "create", "two", "-t", "t.yaml", "--tags", "red")).as(err).isZero();
        assertThat(run("stack", "create", "three", "-t", "t.yaml")).as(err).isZero();
        assertThat(listed("--tags", "red,big")).containsExactly("one");
        assertThat(listed("--tags-any", "big,red")).containsExactly("two", "one");
        assertThat(listed("--not-tags", "red,big")).containsExactly("three", "two");
        assertThat(listed("--not-tags-any", "red,big")).containsExactly("three");
        assertThat(run("stack", "list", "--long")).isZero();
        assertThat(out).contains("TAGS", "red,big");
    }

    @Test
    void everyFaultIsNamedAndNothingIsWritten() {
        template(TEMPLATE);
        assertThat(run("stack", "create", "web", "-t", "t.yaml", "--tags", "red,,red," + "x".repeat(81))).isEqualTo(2);
        assertThat(err).contains("it is empty", "\"red\" is no tag: it is there twice", "longer than 80");
        assertThat(run("stack", "update", "web", "-t", "t.yaml", "--tags", "red,")).isEqualTo(2);
        assertThat(listed()).isEmpty();
    }
}
