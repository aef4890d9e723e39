package org.icefloe.admin;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The documents of relays and listings, which are JSON otherwhere, as elements: {@code onDemand} becomes
 * {@code on_demand}, a list an element for each under its name without the plural's s, true and false 1 and 0, a mount
 * an attribute.
 */
final class RelayElements {
    private static final String MOUNT = "mount";

    private RelayElements() {}

    /** @param members texts, numbers, flags, and lists and maps of such */
    static Element of(String name, Map<?, ?> members) {
        Object mount = members.get(MOUNT);
        Element element = mount == null ? Element.of(name) : Element.of(name, Map.of(MOUNT, mount.toString()));
        members.forEach((member, value) -> {
            if (!member.equals(MOUNT)) {
                add(element, member.toString(), value);
            }
        });
        return element;
    }

    private static void add(Element parent, String member, Object value) {
        String child = member.replaceAll("[A-Z]", "_$0").toLowerCase(Locale.ROOT);
        if (value instanceof List<?> list) {
            list.forEach(one -> add(parent, member.replaceFirst("s$", ""), one));
        } else if (value instanceof Map<?, ?> map) {
            parent.with(of(child, map));
        } else if (value instanceof Boolean flag) {
            parent.with(child, flag ? 1 : 0);
        } else {
            parent.with(child, value.toString());
        }
    }
}
