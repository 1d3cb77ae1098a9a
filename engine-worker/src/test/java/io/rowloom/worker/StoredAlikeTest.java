package io.rowloom.worker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.rowloom.value.Secret;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredAlikeTest {
    private static ObjectNode outputs(String json) throws Exception {
        return (ObjectNode) new ObjectMapper().readTree(json);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"id\": \"a\", \"size\": 12345678901234567890, \"on\": true, \"none\": null, \"all\": [1, [\"b\"]]}"})
    void plainValuesComeBackAsTheyWent(String json) throws Exception {
        assertThat(StoredAlike.is(outputs(json))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\": 1.0}", "{\"a\": 1e2}", "{\"a\": {}}", "{\"a\": [{\"b\": 1}]}", "{\"a\": \"\\u0000\"}"})
    void whatADatabaseWritesInItsOwnWayDoesNot(String json) throws Exception {
        assertThat(StoredAlike.is(outputs(json))).isFalse();
    }

    @Test
    void secretsAreNotReliedUpon() throws Exception {
        ObjectNode outputs = outputs("{}");
        outputs.set("password", Secret.of(outputs.textNode("s")));
        assertThat(StoredAlike.is(outputs)).isFalse();
    }
}
