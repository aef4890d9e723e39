package org.icefloe.boot;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.glassfish.jersey.servlet.ServletContainer;
import org.icefloe.config.OpenPort;
import org.icefloe.config.Settings;
import org.icefloe.config.SettingsLoader;
import org.icefloe.store.Drivers;

/** Starts the server when the container starts the web application, and ends it with it. */
public final class IcefloeContextListener implements ServletContextListener {
    /** The attribute of the context that ends the server, a {@code Runnable}, for a launcher that stops it. */
    private static final String END = "org.icefloe.end";

    private Optional<Icefloe> server = Optional.empty();

    @Override
    public void contextInitialized(ServletContextEvent event) {
        try {
            start(event.getServletContext());
        } catch (RuntimeException | Error fault) {
            // Not every container tells a listener of the end whose beginning has failed.
            contextDestroyed(event);
            throw fault;
        }
    }

    private void start(ServletContext context) {
        Icefloe icefloe = new Icefloe(loader(context), UUID.randomUUID().toString());
        server = Optional.of(icefloe);
        context.setAttribute(END, (Runnable) icefloe::close);
        icefloe.start();
        openServletDoor(context, icefloe);
        icefloe.tellWhenReady(doors(icefloe.settings(), context));
    }

    private static SettingsLoader loader(ServletContext context) {
        Map<String, String> parameters = new HashMap<>();
        for (String name : Collections.list(context.getInitParameterNames())) {
            parameters.put(name, context.getInitParameter(name));
        }
        return SettingsLoader.ofProcess(commandLine(), parameters);
    }

    /** The launcher has made system properties of its options, and says which. */
    static Map<String, String> commandLine() {
        Map<String, String> options = new HashMap<>();
        Arrays.stream(System.getProperty("icefloe.command-line", "").split(","))
                .filter(key -> !key.isEmpty())
                .forEach(key -> options.put(key, System.getProperty(key, "")));
        return options;
    }

    private static void openServletDoor(ServletContext context, Icefloe icefloe) {
        FilterRegistration.Dynamic filter = context.addFilter("streams", icefloe.streamFilter(context));
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST, DispatcherType.ASYNC), false, "/*");
        ServletRegistration.Dynamic servlet =
                context.addServlet("resources", new ServletContainer(icefloe.resources()));
        servlet.addMapping("/*");
        servlet.setAsyncSupported(true);
        servlet.setLoadOnStartup(1);
    }

    private static Doors doors(Settings settings, ServletContext context) {
        return new Doors(
                settings.server().hostname(),
                OpenPort.of(settings.stream()),
                settings.http().bind(),
                settings.http().port(),
                context.getContextPath(),
                Doors.Purpose.of(settings));
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        try {
            server.ifPresent(Icefloe::close);
        } finally {
            Drivers.unload();
        }
    }
}
