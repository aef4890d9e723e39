package org.icefloe.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** An issuer of certificates that nobody knows but who was given its own, and certificates by it, made by keytool. */
public final class Certificates {
    /** Of all stores. */
    public static final String PASSWORD = "changeit";

    private static final List<String> KEY = List.of("-keyalg", "EC", "-groupname", "secp256r1");

    private final Path directory;

    private Certificates(Path directory) {
        this.directory = directory;
    }

    /** Makes the issuer; all files are put into {@code directory}. */
    public static Certificates in(Path directory) throws IOException {
        Certificates certificates = new Certificates(Files.createDirectories(directory));
        certificates.makeKey("issuer", "CN=Floe Issuer", "-ext", "bc:c=ca:true", "-ext", "ku:c=keyCertSign");
        certificates.keytool("issuer", "-exportcert", "-rfc", "-file", certificates.issuer() + "");
        return certificates;
    }

    /** The issuer's own certificate, in PEM. */
    public Path issuer() {
        return directory.resolve("issuer.pem");
    }

    /** One that is good, for a name such as {@code dns:localhost} or {@code ip:127.0.0.1}. */
    public SSLContext signed(String name) throws IOException {
        return signed(name, "-validity", "2");
    }

    /** One that was good until yesterday. */
    public SSLContext expired(String name) throws IOException {
        return signed(name, "-startdate", "-3d", "-validity", "2");
    }

    /** One that its owner has signed. */
    public SSLContext selfSigned(String name) throws IOException {
        String alias = alias("own", name);
        makeKey(alias, "CN=Floe", "-ext", "san=" + name);
        return context(alias);
    }

    private SSLContext signed(String name, String... validity) throws IOException {
        String alias = alias(String.join("", validity), name);
        makeKey(alias, "CN=Floe");
        keytool(alias, "-certreq", "-file", file(alias, ".csr"));
        List<String> signing = new ArrayList<>(List.of("-gencert", "-rfc", "-ext", "san=" + name));
        signing.addAll(List.of(validity));
        signing.addAll(List.of("-infile", file(alias, ".csr"), "-outfile", file(alias, ".pem")));
        keytool("issuer", signing.toArray(String[]::new));
        Files.writeString(Path.of(file(alias, ".chain")), read(alias, ".pem") + Files.readString(issuer()));
        keytool(alias, "-importcert", "-noprompt", "-trustcacerts", "-file", file(alias, ".chain"));
        return context(alias);
    }

    private static String alias(String kind, String name) {
        return (kind + name).replaceAll("[^a-z0-9]", "");
    }

    private String read(String alias, String extension) throws IOException {
        return Files.readString(Path.of(file(alias, extension)));
    }

    private String file(String alias, String extension) {
        return directory.resolve(alias + extension).toString();
    }

    private void makeKey(String alias, String owner, String... more) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-genkeypair", "-dname", owner));
        arguments.addAll(KEY);
        arguments.addAll(List.of(more));
        keytool(alias, arguments.toArray(String[]::new));
    }

    private void keytool(String alias, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-alias", alias, "-keystore", file(alias, ".p12"), "-storepass", PASSWORD));
        // Its work is over before the better compiler would have paid.
        command.addAll(List.of("-J-XX:TieredStopAtLevel=1", "-J-XX:+UseSerialGC"));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (keytool.waitFor() != 0) {
                throw new IOException(command + " has failed: " + said);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private SSLContext context(String alias) throws IOException {
        try (InputStream file = Files.newInputStream(Path.of(file(alias, ".p12")))) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(file, PASSWORD.toCharArray());
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(keys, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e);
        }
    }
}
