package org.icefloe.importer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.icefloe.importer.Finding.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Nobody is let in by an import who was not before, and nothing of a file is passed over. */
class SafeImportTest {
    private static final String ALIAS = "<paths><alias source='/old' destination='/a'/></paths>";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<authentication type='command'><option name='client_add' value='/bin/ask'/></authentication>",
                "<authentication type=''/>",
                "<authentication><option name='filename' value='x'/></authentication>",
                "<authentication>htpasswd</authentication>",
                "<authentication type='url'><option name='listener_add' value='ask me'/></authentication>",
                "<authentication type='url'><option name='listener_add' value=''/></authentication>",
                "<authentication type='htpasswd' deny-web='*'/>",
                "<authentication><role type='anonymous' deny-web='*'/></authentication>",
                "<authentication><role type='anonymous' allow-web='/b'/></authentication>",
                "<authentication><role type='anonymous' deny-method='get'/></authentication>",
                "<authentication><role type='anonymous' allow-method='options'/></authentication>",
                "<authentication><role type='anonymous' match-origin='https://a.example'/></authentication>",
                "<authentication><role type='static'><option name='username' value='x'/></role></authentication>",
                "<authentication><role type='enforce-auth'/><role type='anonymous'/></authentication>",
                "<authentication><role type='oracle'/><role type='htpasswd'/></authentication>"
            })
    void loginThatThereIsNotHereShutsTheMount(String authentication) {
        ImportPlan plan = plan(mount(authentication) + ALIAS);

        assertThat(texts(plan, "/a")).containsEntry("auth-type", "accounts");
        assertThat(texts(plan, "/old")).as("its other name is no way around it").containsEntry("auth-type", "accounts");
        assertThat(plan.findings())
                .filteredOn(finding -> finding.outcome() == Outcome.SHUT)
                .singleElement()
                .asString()
                .contains("mount/authentication", ": shut because ", "auth-type of /a = accounts", "choose another");
        assertThat(plan.findings()).noneMatch(finding -> finding.toString().contains("taken as auth-type"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<authentication/>",
                "<authentication><role type='anonymous' match-method='get,post' allow-web='*' deny-admin='*'/></authentication>",
                "<authentication><role type='anonymous' deny-method='*' allow-method='get'/></authentication>",
                "<authentication><role type='static'/><role type='anonymous'/></authentication>",
                "<authentication><role type='static' allow-method='source,put'/></authentication>",
                "<authentication><role type='oracle' match-method='source'/></authentication>",
                "<authentication type='url'><option name='mount_add' value='http://auth.example/'/></authentication>"
            })
    void mountThatAsksForNoLoginStaysOpen(String authentication) {
        ImportPlan plan = plan(mount(authentication));

        assertThat(plan.findings()).noneMatch(finding -> finding.outcome() == Outcome.SHUT);
        assertThat(texts(plan, "/a")).doesNotContainEntry("auth-type", "accounts");
    }

    @Test
    void roleThatCanBeKeptIsKeptBesideOthers() {
        ImportPlan plan =
                plan(mount("<authentication><role type='enforce-auth'/><role type='htpasswd'/><role type='anonymous'/>"
                        + "</authentication>"));

        assertThat(texts(plan, "/a")).containsEntry("auth-type", "htpasswd");
    }

    @Test
    void whatTheServerOrItsPortAsksIsAskedOfAllMounts() {
        String role = "<authentication><role type='anonymous' deny-web='*'/></authentication>";

        assertThat(plan(role).settings()).containsEntry("icefloe.mount.auth-type", "accounts");
        assertThat(plan("<listen-socket><port>8000</port>" + role + "</listen-socket>")
                        .settings())
                .containsEntry("icefloe.mount.auth-type", "accounts");
        ImportPlan withTemplate = plan(role + "<mount type='default'><authentication type='htpasswd'/></mount>"
                + "<mount><mount-name>/a</mount-name></mount>");
        assertThat(texts(withTemplate, "/a")).containsEntry("auth-type", "accounts");
        assertThat(plan("<authentication><role type='url'>"
                                + "<option name='client_add' value='http://auth.example/'/></role></authentication>")
                        .settings())
                .containsEntry("icefloe.mount.auth-type", "url")
                .containsEntry("icefloe.mount.auth-listener-add", "http://auth.example/");
    }

    @Test
    void denyListKeepsItsGoodLines() {
        ImportPlan plan = plan("<paths><deny-ip>bad</deny-ip></paths>");

        assertThat(texts(plan, "default").get("deny-addresses")).contains("192.0.2.1", "192.0.2.9");
        assertThat(plan.findings().toString()).contains("with the 2 lines").contains("left out: line 3 (expected: ");
    }

    @Test
    void linesThatAreTooManyForAListAreNotPassedOver() {
        ImportPlan plan = plan("<paths><deny-ip>long</deny-ip></paths>");

        assertThat(plan.findings().toString())
                .contains("with the 727 lines")
                .contains("left out: line 728, 729, ")
                .contains(" and others (");
    }

    @ParameterizedTest
    @ValueSource(strings = {"not there", "useless"})
    void allowListWithoutAnAddressLetsNobodyIn(String file) {
        ImportPlan plan = plan("<paths><allow-ip>" + file + "</allow-ip></paths>");

        assertThat(texts(plan, "default")).containsEntry("allow-addresses", "0.0.0.0");
        assertThat(plan.findings()).anyMatch(finding -> finding.outcome() == Outcome.SHUT);
    }

    @Test
    void everyElementHasALine() {
        assertThat(lines("<foo bar='1'><baz/></foo><text>abc<sub/>def</text><limits/><mount type='default'/>"
                        + "<location>x<y/></location><paths><alias source='/o' destination='/d'><z/></alias></paths>"))
                .containsExactly(
                        "foo: unknown",
                        "foo/baz: unknown",
                        "text: unknown",
                        "text/sub: unknown",
                        "limits: read",
                        "mount: read",
                        "location: ignored because it is empty",
                        "location/y: ignored because it is empty",
                        "paths: read",
                        "paths/alias: taken as fallback-mount = /d of /o",
                        "paths/alias/z: unknown");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<authentication><admin-user>a:b</admin-user><admin-password>p</admin-password></authentication>",
                "<authentication><admin-password>p</admin-password><admin-user>a:b</admin-user></authentication>",
                "<mount><mount-name>/a</mount-name><username>a:b</username><password>p</password></mount>"
            })
    void nameIsNotTakenWhereItsPasswordIsRefused(String xml) {
        assertThat(lines(xml))
                .filteredOn(line -> line.contains("user") || line.contains("password"))
                .hasSize(2)
                .allMatch(line -> line.endsWith(": ignored because a user name has no colon and no control character"));
    }

    private static String mount(String authentication) {
        return "<mount><mount-name>/a</mount-name>" + authentication + "</mount>";
    }

    private static Map<String, String> texts(ImportPlan plan, String pattern) {
        return plan.entries().stream()
                .filter(entry -> entry.pattern().toString().equals(pattern))
                .findFirst()
                .orElseThrow()
                .overrides()
                .toTexts();
    }

    private static List<String> lines(String xml) {
        return plan(xml).findings().stream()
                .map(finding -> finding.toString().replaceFirst("^line 1: ", ""))
                .toList();
    }

    private static ImportPlan plan(String xml) {
        Map<String, List<String>> files = Map.of(
                "bad",
                List.of("192.0.2.1", "# a comment", "192.0.2.999", "", "192.0.2.9"),
                "useless",
                List.of("everybody"),
                "long",
                Collections.nCopies(10_001, "192.0.2.1"));
        byte[] bytes = ("<icecast>" + xml + "</icecast>").getBytes(StandardCharsets.UTF_8);
        return IcecastConfig.plan("test", XmlFile.read("test", bytes), path -> Optional.ofNullable(files.get(path)));
    }
}
