package org.icefloe.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.icefloe.testkit.clients.Target;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/**
 * What a server has answered, read off the wire.
 *
 * @param status HTTP status code
 * @param type media type and charset, in lower case
 * @param body as it was sent
 */
record RawReply(int status, String type, String body) {
    private static final int PATIENCE_MILLIS = 10_000;

    /** @param login user and password; empty for none */
    static RawReply ask(Target target, String method, String path, String login) throws IOException {
        try (Socket socket = new Socket(target.host(), target.streamPort())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            String authorization = login.isEmpty()
                    ? ""
                    : "Authorization: Basic "
                            + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)) + "\r\n";
            String request = method + " " + path + " HTTP/1.0\r\n" + authorization + "\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
            return parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static RawReply parse(String whole) {
        String[] halves = whole.split("\r\n\r\n", 2);
        String type = "";
        for (String line : halves[0].split("\r\n")) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-type:")) {
                type = line.substring(line.indexOf(':') + 1).strip().toLowerCase(Locale.ROOT);
            }
        }
        int status = Integer.parseInt(halves[0].split(" ")[1]);
        return new RawReply(status, type, halves.length > 1 ? halves[1] : "");
    }

    /** The same, with {@code …} in the place of what a pattern finds. */
    RawReply replacing(String pattern) {
        return new RawReply(status, type, body.replaceAll(pattern, "…"));
    }

    boolean isDocument() {
        return body.startsWith("<?xml") && !body.contains("<!DOCTYPE");
    }

    /** The document, parsed by the JDK's parser, which accepts nothing that is not well-formed. */
    Document document() {
        try {
            return DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(body)));
        } catch (Exception e) {
            throw new AssertionError("no XML: " + body, e);
        }
    }

    /** Whether {@link #tree} can be made of it. */
    boolean hasTree() {
        return isDocument() || body.startsWith("{");
    }

    /** The document, XML or JSON, as a line for each element, in order: its path, its attributes, its text. */
    List<String> tree() {
        List<String> lines = new ArrayList<>();
        if (isDocument()) {
            add("", document().getDocumentElement(), lines);
        } else {
            add("", json(), lines);
        }
        return lines;
    }

    private JsonNode json() {
        try {
            return new ObjectMapper().readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + body, e);
        }
    }

    private static void add(String path, JsonNode node, List<String> lines) {
        if (node.isObject()) {
            node.fields().forEachRemaining(field -> add(path + "/" + field.getKey(), field.getValue(), lines));
        } else if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                add(path + "[" + i + "]", node.get(i), lines);
            }
        } else {
            lines.add(path + " = " + node);
        }
    }

    private static void add(String above, Element element, List<String> lines) {
        String mount = element.hasAttribute("mount") ? "[" + element.getAttribute("mount") + "]" : "";
        String path = above + "/" + element.getTagName() + mount;
        String text = "";
        List<Element> children = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                children.add(child);
            } else {
                text += node.getTextContent();
            }
        }
        lines.add(path + " = " + text);
        children.forEach(child -> add(path, child, lines));
    }
}
