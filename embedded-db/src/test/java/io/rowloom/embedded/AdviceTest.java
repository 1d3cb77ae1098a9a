package io.rowloom.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdviceTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        initdb: error: could not write file: No space left on device    | The disk is full
        unshare: unshare failed: Operation not permitted                | Run as an ordinary user
        Cannot run program "unshare": error=2, No such file             | Run as an ordinary user
        FATAL: could not create lock file: Permission denied            | may not read or write there
        FATAL: data directory "/x" has wrong ownership                  | belongs to another user""")
    void aKnownFailureComesWithWhatToDo(String output, String advice) {
        assertThat(Advice.explain("initdb", output)).contains(output, advice);
    }

    @Test
    void anUnknownFailureIsShownAsItIs() {
        assertThat(Advice.explain("pg_ctl start", "something new")).contains("pg_ctl start", "something new");
    }

    @Test
    void aListingOfLsofTellsWhoWorksWhere() {
        String listing = "p71\nfcwd\nn/Users/ann/.local/share/rowloom/postgresql/data\np72\nfcwd\nn/\n";
        assertThat(WorkingDirectories.names(listing, Path.of("/Users/ann/.local/share/rowloom/postgresql/data"))).isTrue();
        assertThat(WorkingDirectories.names(listing, Path.of("/Users/ann"))).isFalse();
        assertThat(WorkingDirectories.names("", Path.of("/"))).isFalse();
    }

    @Test
    void otherSystemsAreTold() {
        assertThat(Binaries.archiveName("Linux", "amd64")).isEqualTo("/postgres-linux-x86_64.txz");
        assertThat(Binaries.archiveName("Linux", "aarch64")).isEqualTo("/postgres-linux-arm_64.txz");
        assertThat(Binaries.archiveName("Mac OS X", "aarch64")).isEqualTo("/postgres-darwin-arm_64.txz");
        assertThat(Binaries.archiveName("Mac OS X", "x86_64")).isEqualTo("/postgres-darwin-x86_64.txz");
        assertThatThrownBy(() -> Binaries.archiveName("Windows 11", "amd64")).hasMessageContaining("no embedded PostgreSQL for Windows 11")
            .hasMessageContaining("a PostgreSQL server of your own");
    }
}
