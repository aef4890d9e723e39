package org.icefloe.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import org.icefloe.net.Origin;
import org.icefloe.testkit.Certificates;
import org.icefloe.testkit.Log;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only who proves to be the server that was meant is spoken to by https. */
class UpstreamTlsTest extends OnNetwork {
    @TempDir
    private static Path directory;

    private static Certificates certificates;

    /** What a server shows that is the one that was meant. */
    private static SSLContext good;

    private Optional<OtherServer> server = Optional.empty();

    @BeforeAll
    static void makeCertificates() throws IOException {
        certificates = Certificates.in(directory);
        good = certificates.signed("dns:radio.example");
    }

    @AfterEach
    void closeTheOther() {
        server.ifPresent(OtherServer::close);
    }

    /** A server that shows a certificate. */
    private OtherServer showing(SSLContext context) {
        try {
            return begin(new OtherServer(
                    context.getServerSocketFactory().createServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private OtherServer begin(OtherServer begun) {
        server = Optional.of(begun);
        return begun;
    }

    private Caller call(OtherServer called, Optional<Path> caFile, Duration patience) {
        network.close();
        network = network(caFile);
        names.put("radio.example", new String[] {"127.0.0.1"});
        Caller caller = new Caller();
        network.connect(new Origin("https", "radio.example", called.port()), patience, caller);
        return caller;
    }

    /** Whoever shows this is refused, in these words. */
    private String refusalOf(SSLContext context, Optional<Path> caFile) {
        OtherServer called = showing(context);
        Caller caller = call(called, caFile, LONG);
        try (Socket client = called.accept()) {
            client.getInputStream().read();
        } catch (SSLException refused) {
            assertThat(refused).isNotNull();
        } catch (IOException gone) {
            assertThat(gone).hasMessageNotContaining("timed out");
        }
        String reason = caller.reason();
        assertThat(caller.hasOpened()).isFalse();
        return reason;
    }

    private static Optional<Path> issuer() {
        return Optional.of(certificates.issuer());
    }

    @Test
    void bytesGoBothWaysWhereTheCertificateIsGood() {
        OtherServer called = showing(good);
        Caller caller = call(called, issuer(), LONG);
        Socket client = called.accept();
        OtherServer.say(client, "sound");
        caller.link().send("GET".getBytes());

        assertThat(OtherServer.hear(client, 3)).isEqualTo("GET");
        OtherServer.close(client);
        assertThat(caller.reason()).isEqualTo("it has closed the connection");
        assertThat(caller.heardText()).isEqualTo("sound");
    }

    @Test
    void certificateForAnotherNameIsRefused() throws IOException {
        assertThat(refusalOf(certificates.signed("dns:other.example"), issuer()))
                .isEqualTo("its certificate is for other.example");
    }

    @Test
    void certificateThatHasExpiredIsRefused() throws IOException {
        assertThat(refusalOf(certificates.expired("dns:radio.example"), issuer()))
                .startsWith("its certificate has expired on 2");
    }

    @Test
    void certificateOfAnUnknownIssuerIsRefusedWithAWayOut() {
        assertThat(refusalOf(good, Optional.empty()))
                .isEqualTo("its certificate is signed by nobody known here (set icefloe.relay.ca-file)");
    }

    @Test
    void certificateThatItsOwnerHasSignedIsRefused() throws IOException {
        assertThat(refusalOf(certificates.selfSigned("dns:radio.example"), issuer()))
                .isEqualTo("its certificate is signed by nobody known here (nor by icefloe.relay.ca-file)");
    }

    @Test
    void fileOfCertificatesThatIsNoneIsToldAndCountsForNothing() throws IOException {
        Path file = Files.writeString(directory.resolve("none.pem"), "no certificate");
        try (Log log = new Log(TrustedIssuers.class)) {
            assertThat(refusalOf(good, Optional.of(file)))
                    .startsWith(
                            "its certificate is signed by nobody known here (icefloe.relay.ca-file cannot be read: ");
            assertThat(log.warnings())
                    .singleElement()
                    .asString()
                    .startsWith("The certificates of icefloe.relay.ca-file in " + file + " cannot be read: ");
        }
    }

    @Test
    void serverWithoutTlsIsToldSo() {
        OtherServer plain = begin(new OtherServer());
        Caller caller = call(plain, Optional.empty(), LONG);
        OtherServer.say(plain.accept(), "HTTP/1.0 400 Bad Request\r\n\r\n");

        assertThat(caller.reason()).isEqualTo("it does not speak TLS");
    }

    @Test
    void serverThatSaysNothingInTheHandshakeIsGivenUp() {
        OtherServer silent = begin(new OtherServer());
        Caller caller = call(silent, Optional.empty(), Duration.ofMillis(500));

        assertThat(caller.reason()).isEqualTo("it did not agree on TLS within 500 ms");
        assertThat(caller.hasOpened()).isFalse();
    }

    @Test
    void serverThatHangsUpInTheHandshakeIsToldSo() {
        OtherServer rude = begin(new OtherServer());
        Caller caller = call(rude, Optional.empty(), LONG);
        Socket client = rude.accept();
        OtherServer.hear(client, 5);
        OtherServer.close(client);

        assertThat(caller.reason())
                .isIn("it has closed the connection before it agreed on TLS", "the connection was reset");
    }
}
