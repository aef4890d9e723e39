package org.icefloe.boot;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletRegistration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.servlet.ServletContainer;
import org.icefloe.ops.HealthCheck;
import org.icefloe.ops.HealthResource;
import org.icefloe.time.Ticker;

/** Starts the server when the container starts the web application, and ends it with it. */
public final class IcefloeContextListener implements ServletContextListener {
    private Optional<Readiness> readiness = Optional.empty();

    @Override
    public void contextInitialized(ServletContextEvent event) {
        ServletContext context = event.getServletContext();
        String instance = UUID.randomUUID().toString();
        HealthCheck self = new HealthCheck("web application", Optional::empty);
        ResourceConfig resources = new ResourceConfig().register(new HealthResource(instance, List.of(self)));
        ServletRegistration.Dynamic servlet = context.addServlet("resources", new ServletContainer(resources));
        servlet.addMapping("/*");
        servlet.setAsyncSupported(true);
        servlet.setLoadOnStartup(1);
        readiness = Optional.of(new Readiness(doors(context), instance, System.out, Ticker.system()));
        readiness.get().start();
    }

    private static Doors doors(ServletContext context) {
        return new Doors(
                setting("icefloe.server.hostname", "localhost"),
                Integer.parseInt(setting("icefloe.stream.port", "8000")),
                setting("icefloe.http.bind", "0.0.0.0"),
                Integer.parseInt(setting("icefloe.http.port", "8080")),
                context.getContextPath());
    }

    private static String setting(String key, String standard) {
        String environment = System.getenv(key.replace('.', '_').toUpperCase(Locale.ROOT));
        return System.getProperty(key, environment == null ? standard : environment);
    }

    @Override
    public void contextDestroyed(ServletContextEvent event) {
        readiness.ifPresent(Readiness::close);
    }
}
