package org.icefloe.admin;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Fills in the templates under {@code templates/admin}: what Icecast makes by its {@code .xsl} files. */
final class Pages {
    private final TemplateEngine engine = new TemplateEngine();

    Pages() {
        ClassLoaderTemplateResolver templates = new ClassLoaderTemplateResolver(Pages.class.getClassLoader());
        templates.setPrefix("templates/admin/");
        templates.setSuffix(".html");
        templates.setTemplateMode(TemplateMode.HTML);
        templates.setCharacterEncoding(StandardCharsets.UTF_8.name());
        engine.setTemplateResolver(templates);
    }

    /** A document; or its page, if that is asked for by the command's name with {@code .xsl}, as browsers do. */
    Response answer(ContainerRequestContext request, Element document) {
        return areAskedBy(request) ? show(request.getUriInfo().getPath(), document) : AdminReply.xml(document);
    }

    /** Whether the answer is to be a page. */
    static boolean areAskedBy(ContainerRequestContext request) {
        String path = request.getUriInfo().getPath();
        return path.endsWith(".xsl") || path.endsWith("/");
    }

    private Response show(String path, Element document) {
        String command = path.replaceFirst(".*/", "").replaceFirst("\\.xsl$", "");
        return show("command", AdminPage.of(command.isEmpty() ? "stats" : command, document));
    }

    /** @param model what the template names {@code page} */
    Response show(String template, Object model) {
        String html = engine.process(template, new Context(Locale.ENGLISH, Map.of("page", model)));
        return Response.ok(html.getBytes(StandardCharsets.UTF_8))
                .header("Content-Type", "text/html; charset=UTF-8")
                .header("Cache-Control", "no-cache, no-store")
                .build();
    }
}
