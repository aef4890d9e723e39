package org.icefloe.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The packaged WAR in an embedded Tomcat and, in another run, an embedded Jetty. */
@ExtendWith(ArquillianExtension.class)
class ArquillianDoorIT extends DoorContract {
    @ArquillianResource
    URL base;

    @Deployment(testable = false)
    static WebArchive war() {
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File("target/icefloe.war"));
    }

    @Override
    protected int port() {
        return base.getPort();
    }

    @Override
    protected URI base() {
        return URI.create(base.toString());
    }

    @Override
    protected String contextPath() {
        return base.getPath().replaceFirst("/$", "");
    }

    @Test
    void healthIsReady() {
        HttpRequest request =
                HttpRequest.newBuilder(base().resolve("health/ready")).build();
        HttpClient client = HttpClient.newHttpClient();
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(client.send(request, HttpResponse.BodyHandlers.ofString()))
                        .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(200))
                        .satisfies(answer -> assertThat(answer.body()).contains("\"status\":\"up\"")));
    }
}
