package org.icefloe.site;

import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/** Fills in the templates under {@code templates/site}. */
final class Pages {
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

    /**
     * A page in the language that the visitor likes best.
     *
     * @param preferred languages, the best first
     * @param model what the template names {@code page}
     */
    Response render(String template, List<Locale> preferred, Object model) {
        Locale language = Messages.choose(preferred);
        byte[] html = html(template, language, model).getBytes(StandardCharsets.UTF_8);
        return Response.ok(html)
                .header("Content-Type", "text/html; charset=utf-8")
                .header("Content-Language", language.toLanguageTag())
                .header("Vary", "Accept-Language")
                .header("Cache-Control", "no-cache")
                .build();
    }

    String html(String template, Locale language, Object model) {
        return engine.process(template, new Context(language, Map.of("page", model, "links", links())));
    }

    private Map<String, String> links() {
        return Map.of(
                "style", assets.link("site.css"),
                "script", assets.link("live.js"),
                "icon", assets.link("icefloe.svg"));
    }
}
