package org.icefloe.site;

import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Fills in the templates under {@code templates/site}. */
public final class Pages {
    private final TemplateEngine engine = new TemplateEngine();
    private final Assets assets;

    Pages(Assets assets) {
        this.assets = assets;
        ClassLoaderTemplateResolver templates = new ClassLoaderTemplateResolver(Pages.class.getClassLoader());
        templates.setPrefix("templates/site/");
        templates.setSuffix(".html");
        templates.setTemplateMode(TemplateMode.HTML);
        templates.setCharacterEncoding(StandardCharsets.UTF_8.name());
        engine.setTemplateResolver(templates);
        engine.setMessageResolver(new Messages());
    }

    /** With templates and assets of its own. */
    public static Pages load() {
        return new Pages(Assets.load());
    }

    /**
     * The language of the pages for a visitor.
     *
     * @param preferred languages, the best first
     */
    public static Locale language(List<Locale> preferred) {
        return Messages.choose(preferred);
    }

    /**
     * A page.
     *
     * @param language one of ours
     * @param address at which it was asked for, from which its links lead to the root of the application
     * @param model what the template names {@code page}
     */
    public Response render(String template, Locale language, UriInfo address, Object model) {
        byte[] html = html(template, language, root(address), model).getBytes(StandardCharsets.UTF_8);
        return Response.ok(html)
                .header("Content-Type", "text/html; charset=utf-8")
                .header("Content-Language", language.toLanguageTag())
                .header("Vary", "Accept-Language")
                .header("Cache-Control", "no-cache")
                .build();
    }

    /** The way from an address to the root of the application: {@code ../} as often as it takes. */
    public static String root(UriInfo address) {
        return "../".repeat((int)
                address.getPath(false).chars().filter(letter -> letter == '/').count());
    }

    private String html(String template, Locale language, String root, Object model) {
        return engine.process(
                template, new Context(language, Map.of("page", model, "root", root, "links", links(root))));
    }

    private Map<String, String> links(String root) {
        return Map.of(
                "style", root + assets.link("site.css"),
                "directoryStyle", root + assets.link("directory.css"),
                "script", root + assets.link("live.js"),
                "directoryScript", root + assets.link("directory.js"),
                "icon", root + assets.link("icefloe.svg"));
    }
}
