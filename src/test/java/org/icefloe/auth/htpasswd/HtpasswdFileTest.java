package org.icefloe.auth.htpasswd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class HtpasswdFileTest {
    private static final String MD5 = "23b4222d2613a2765d4d432d2d65e88e";
    private static final String TEXT =
            "# listeners\n\nanna:" + MD5 + "\r\nbob:$1$abcdefgh$mnH/XkSxebeZJbz6Msvoo0\n# end\nanna:" + "0".repeat(32)
                    + "\ncarl:" + MD5 + ":further:fields\n";

    @Test
    void usersAndHashesAreRead() {
        HtpasswdFile file = HtpasswdFile.parse(TEXT);

        assertThat(file.users()).containsExactly("anna", "bob", "carl");
        assertThat(file.hash("anna")).contains(MD5);
        assertThat(file.hash("carl")).contains(MD5);
        assertThat(file.hash("nobody")).isEmpty();
        assertThat(file.unreadable()).isEmpty();
    }

    @Test
    void linesThatMakeNoSenseAreLeftOutAndNamed() {
        HtpasswdFile file = HtpasswdFile.parse("nonsense\nanna:" + MD5 + "\n:" + MD5 + "\nbob:$y$x$y\n");

        assertThat(file.users()).containsExactly("anna");
        assertThat(file.unreadable()).containsExactly(1, 3, 4);
    }

    @Test
    void fileThatEndsAmidstALineIsNoFile() {
        assertThatExceptionOfType(HalfWrittenException.class)
                .isThrownBy(() -> HtpasswdFile.parse("anna:" + MD5 + "\nbob:" + MD5.substring(9)));
        // A last line without an end is fine where it makes sense.
        assertThat(HtpasswdFile.parse("anna:" + MD5).users()).containsExactly("anna");
    }

    @Test
    void strangerIsComparedWithAHashOfTheFileAlwaysTheSame() {
        HtpasswdFile file = HtpasswdFile.parse(TEXT);

        assertThat(file.standIn("nobody")).isPresent().isEqualTo(file.standIn("nobody"));
        assertThat(HtpasswdFile.EMPTY.standIn("nobody")).isEmpty();
    }

    @Test
    void changesKeepCommentsAndAllOtherLines() {
        HtpasswdFile file = HtpasswdFile.parse(TEXT).without("bob").with("dora", MD5);

        assertThat(file.toString()).isEqualTo(TEXT.replace("\r", "").replaceAll("bob:.*\n", "") + "dora:" + MD5 + "\n");
        assertThat(file.without("anna").users()).containsExactly("carl", "dora");
        assertThat(file.without("ann").users()).contains("anna");
    }
}
