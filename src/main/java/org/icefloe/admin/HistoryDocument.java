package org.icefloe.admin;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.icefloe.stats.history.HistoryQuery;
import org.icefloe.stats.history.Listening;
import org.icefloe.stats.history.Period;
import org.icefloe.stats.history.Scope;
import org.icefloe.stats.history.Share;

/**
 * Periods as documents. Names are Icecast's where it has one for the matter.
 *
 * <pre>
 * &lt;icestats&gt;&lt;history mount="/live.mp3" resolution="hour"&gt;
 *   &lt;period start="2026-11-28T10:00:00Z"&gt;
 *     &lt;listeners&gt;12.5&lt;/listeners&gt; ...
 *     &lt;agent name="VLC"&gt;&lt;listener_seconds&gt;36000&lt;/listener_seconds&gt; ... &lt;/agent&gt;
 *     &lt;other_agents&gt; ... &lt;/other_agents&gt;
 *
 * {"icestats":{"history":{"mount":"/live.mp3","resolution":"hour","period":[
 *   {"start":"2026-11-28T10:00:00Z","listeners":12.5, ... "agent":[{"name":"VLC", ... }],"other_agents":{ ... }}]}}}
 * </pre>
 */
final class HistoryDocument {
    private static final BigDecimal MILLIS_OF_HOUR = BigDecimal.valueOf(3_600_000);

    private static final ObjectMapper JSON =
            new ObjectMapper().configure(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN, true);

    private HistoryDocument() {}

    static String json(HistoryQuery query, List<Period> periods) {
        Map<String, Object> history = new LinkedHashMap<>(head(query));
        history.put("period", periods.stream().map(HistoryDocument::members).toList());
        try {
            return JSON.writeValueAsString(Map.of("icestats", Map.of("history", history)));
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException("The history cannot be written as JSON", impossible);
        }
    }

    private static Map<String, Object> members(Period period) {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("start", period.key().start().toString());
        members.putAll(figures(period));
        List<Map<String, Object>> agents = new ArrayList<>();
        period.agents().named().forEach((name, share) -> {
            Map<String, Object> agent = new LinkedHashMap<>();
            agent.put("name", name);
            agent.putAll(figures(share));
            agents.add(agent);
        });
        members.put("agent", agents);
        members.put("other_agents", figures(period.agents().others()));
        return members;
    }

    static String xml(HistoryQuery query, List<Period> periods) {
        Element history = Element.of("history", head(query));
        periods.forEach(period -> history.with(element(period)));
        return Element.of("icestats").with(history).document();
    }

    private static Element element(Period period) {
        Element element = withFigures(
                Element.of("period", Map.of("start", period.key().start().toString())), figures(period));
        period.agents()
                .named()
                .forEach((name, share) ->
                        element.with(withFigures(Element.of("agent", Map.of("name", name)), figures(share))));
        return element.with(
                withFigures(Element.of("other_agents"), figures(period.agents().others())));
    }

    private static Element withFigures(Element element, Map<String, ? extends Number> figures) {
        figures.forEach((name, figure) -> element.with(name, figure.toString()));
        return element;
    }

    private static Map<String, String> head(HistoryQuery query) {
        Map<String, String> head = new LinkedHashMap<>();
        if (!query.scope().equals(Scope.ALL)) {
            head.put("mount", query.scope().name());
        }
        head.put("resolution", query.resolution().word());
        return head;
    }

    private static Map<String, Number> figures(Period period) {
        Listening listening = period.listening();
        Map<String, Number> figures = new LinkedHashMap<>();
        figures.put("listeners", plain(BigDecimal.valueOf(Math.max(0, listening.average())), 3));
        figures.put("listener_peak", listening.peak());
        figures.put("listener_connections", listening.connections());
        figures.put("unique_listeners", period.uniques().count());
        figures.put("listener_seconds", seconds(listening.listenerMillis()));
        figures.put("listener_hours", hours(listening.listenerMillis()));
        figures.put("total_bytes_read", period.traffic().in());
        figures.put("total_bytes_sent", period.traffic().out());
        figures.put("observed_seconds", seconds(listening.observedMillis()));
        return figures;
    }

    private static Map<String, Number> figures(Share share) {
        Map<String, Number> figures = new LinkedHashMap<>();
        figures.put("listener_seconds", seconds(share.listenerMillis()));
        figures.put("listener_connections", share.connections());
        return figures;
    }

    private static Number seconds(long millis) {
        return plain(BigDecimal.valueOf(Math.max(0, millis), 3), 3);
    }

    private static Number hours(long millis) {
        return plain(BigDecimal.valueOf(Math.max(0, millis)).divide(MILLIS_OF_HOUR, 6, RoundingMode.HALF_UP), 6);
    }

    /** Rounded, and without an exponent or zeros at the end. */
    private static Number plain(BigDecimal number, int digits) {
        BigDecimal rounded = number.setScale(digits, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.scale() < 0 ? rounded.setScale(0) : rounded;
    }
}
