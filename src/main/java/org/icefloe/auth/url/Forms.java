package org.icefloe.auth.url;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.icefloe.config.MountSetting;
import org.icefloe.config.MountSettings;
import org.icefloe.mount.MountName;

/**
 * What backends are told, in the fields and the order of Icecast 2.4.4.
 *
 * @param server the host name of this server
 * @param port its stream port
 */
record Forms(String server, int port) {
    /** With the headers that settings name, as far as the client has sent them. */
    Form listenerAdd(Visitor visitor, MountSettings settings) {
        Form form =
                listener("listener_add", visitor).with("ip", visitor.address()).with("agent", visitor.agent());
        String prefix = settings.get(MountSetting.AUTH_HEADER_PREFIX).orElse("");
        for (String name : settings.get(MountSetting.AUTH_HEADERS).names()) {
            Optional.ofNullable(visitor.headers().get(name.toLowerCase(Locale.ROOT)))
                    .ifPresent(value -> form.with(prefix + name, value));
        }
        return form;
    }

    Form listenerRemove(Visitor visitor, Duration listened) {
        return listener("listener_remove", visitor)
                .with("duration", listened.toSeconds())
                .with("ip", visitor.address())
                .with("agent", visitor.agent());
    }

    private Form listener(String action, Visitor visitor) {
        return new Form()
                .with("action", action)
                .with("server", server)
                .with("port", port)
                .with("client", visitor.id())
                .with("mount", visitor.target())
                .with("user", visitor.user())
                .with("pass", visitor.password());
    }

    /** @param admin whether it is not the stream itself, but something said of it, such as a title */
    Form streamAuth(Visitor visitor, boolean admin) {
        Form form = new Form()
                .with("action", "stream_auth")
                .with("mount", visitor.target())
                .with("ip", visitor.address())
                .with("server", server)
                .with("port", port)
                .with("user", visitor.user())
                .with("pass", visitor.password());
        return admin ? form.with("admin", 1) : form;
    }

    /** @param action {@code mount_add} or {@code mount_remove} */
    Form mount(String action, MountName mount) {
        return new Form()
                .with("action", action)
                .with("mount", mount.value())
                .with("server", server)
                .with("port", port);
    }
}
