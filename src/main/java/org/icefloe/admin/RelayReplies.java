package org.icefloe.admin;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.icefloe.listener.Slaves;
import org.icefloe.rest.FailedCommand;
import org.icefloe.rest.relay.RelayEditor;

/**
 * Answers of the commands for relays. What is refused is told in a sentence that names the value.
 *
 * <pre>
 *   &lt;iceresponse&gt;&lt;message&gt;port: expected a port number from 1 to 65535&lt;/message&gt;&lt;return&gt;0&lt;/return&gt;&lt;/iceresponse&gt;   200
 *   {"message":"port: expected a port number from 1 to 65535","return":0}                                    400
 * </pre>
 */
final class RelayReplies {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final boolean json;

    RelayReplies(boolean json) {
        this.json = json;
    }

    /** The master, every relay, and the slaves. */
    Response all(RelayEditor editor, Slaves slaves) {
        Map<String, Object> document = new LinkedHashMap<>();
        editor.master().ifPresent(master -> document.put("master", master));
        document.put("relays", editor.all());
        document.put("slaves", slaves.known().stream().map(RelayReplies::slave).toList());
        return json ? json(200, document) : AdminReply.xml(RelayElements.of("icestats", document));
    }

    private static Map<String, Object> slave(Slaves.Known slave) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("server", slave.address().toString());
        slave.report().listeners().ifPresent(listeners -> members.put("listeners", listeners));
        slave.report().maxListeners().ifPresent(most -> members.put("maxListeners", most));
        members.put("sent", slave.sent());
        members.put("forgottenInSeconds", slave.forgottenIn().toSeconds());
        return members;
    }

    /** One relay; as JSON, without anything around it. */
    Response one(Map<String, Object> relay, int status) {
        return json
                ? json(status, relay)
                : AdminReply.xml(RelayElements.of("icestats", Map.of("relays", List.of(relay))));
    }

    Response done(String message) {
        return response(200, message, 1);
    }

    /** In XML by status 200, as Icecast tells of what could not be carried out. */
    Response refused(ContainerRequestContext request, ClientErrorException refusal) {
        if (!json) {
            FailedCommand.note(request, refusal.getMessage());
        }
        return response(refusal.getResponse().getStatus(), refusal.getMessage(), 0);
    }

    private Response response(int status, String message, int success) {
        Map<String, Object> response = new LinkedHashMap<>();
        response.put("message", message);
        response.put("return", success);
        return json ? json(status, response) : AdminReply.xml(AdminReply.response(message, success));
    }

    private static Response json(int status, Map<String, Object> document) {
        try {
            return AdminReply.json(status, JSON.writeValueAsString(document));
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException("The relays cannot be written as JSON", impossible);
        }
    }
}
