package org.icefloe.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.icefloe.directory.catalog.Catalog;
import org.icefloe.directory.catalog.SampleCatalogs;
import org.icefloe.rest.Applications;
import org.icefloe.rest.InProcess;
import org.icefloe.rest.InProcess.Reply;
import org.icefloe.rest.RestConfig;
import org.icefloe.rest.Station;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class YpResourceTest {
    private static final String ADD = "action=add&sn=Caf%E9+%26+Bar&genre=ambient&cpswd=&desc=Slow&url="
            + "&listenurl=http%3A%2F%2Flocalhost%3A8000%2Flive.mp3&type=audio%2Fmpeg&stype=&b=128"
            + "&samplerate=44100&channels=2\r\n";

    private final Catalog catalog = SampleCatalogs.open();
    private final InProcess server = server();

    private InProcess server() {
        RestConfig application = Applications.of(new Station().authenticator());
        return InProcess.of(
                application.serve(YpResource.class, new YpResource(catalog)), "http://directory.example:8000/");
    }

    private Reply send(String path, String form) {
        return server.post(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .send(form);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cgi-bin/yp-cgi", "yp"})
    void streamIsAddedTouchedAndRemoved(String path) {
        Reply added = send(path, ADD);
        assertThat(added.status()).isEqualTo(200);
        assertThat(added.header("ypresponse")).isEqualTo("1");
        assertThat(added.header("ypmessage")).isEqualTo("Successfully Added");
        assertThat(added.header("touchfreq")).isEqualTo("200");
        String sid = added.header("sid");

        Reply touched =
                send(path, "action=touch&sid=" + sid + "&st=A+-+B&listeners=3&max_listeners=unlimited&stype=\r\n");
        assertThat(touched.header("ypresponse")).isEqualTo("1");
        assertThat(touched.header("touchfreq")).isEqualTo("200");
        assertThat(touched.headers()).doesNotContainKey("sid");

        assertThat(send(path, "action=remove&sid=" + sid + "\r\n").header("ypmessage"))
                .isEqualTo("Successfully removed");
        assertThat(catalog.size()).isZero();
    }

    @Test
    void refusalIsSaidWithStatus200() {
        Reply refused = send("yp", ADD.replace("Caf%E9+%26+Bar", "-"));

        assertThat(refused.status()).isEqualTo(200);
        assertThat(refused.header("ypresponse")).isEqualTo("0");
        assertThat(refused.header("ypmessage")).startsWith("This is nobody's name.");
        assertThat(refused.header("sid")).isEqualTo("-1");
        assertThat(refused.body()).startsWith("This is nobody's name.");
        assertThat(refused.headers()).doesNotContainKey("touchfreq");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "action", "=&=&&%%%", "action=touch&sid=\u0000\u0001%00%FF", "{\"action\":\"add\"}"})
    void whatIsNoFormOfOursIsRefused(String form) {
        Reply refused = send("yp", form);

        assertThat(refused.status()).isEqualTo(200);
        assertThat(refused.header("ypresponse")).isEqualTo("0");
    }

    @Test
    void onlyPostIsServed() {
        assertThat(server.get("yp?action=remove&sid=x").send().status()).isEqualTo(405);
    }
}
