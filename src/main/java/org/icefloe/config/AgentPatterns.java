package org.icefloe.config;

import java.util.List;

/**
 * Forms of user agents, as in the file that Icecast-kh's {@code deny-agents} names: {@code *} stands for any run of
 * characters, {@code ?} for one, and everything else for itself, in whatever case. A pattern has to fit the whole name.
 *
 * @param patterns as they were written
 */
public record AgentPatterns(List<String> patterns) {
    public AgentPatterns {
        patterns = List.copyOf(patterns);
    }

    /** Whether one of the patterns fits. */
    public boolean match(String agent) {
        return patterns.stream().anyMatch(pattern -> fits(pattern, agent));
    }

    /**
     * Goes through both texts at once. Where they differ, the last star takes one character more; what an earlier star
     * has taken need never be looked at again, so this ends after as many steps as both lengths multiplied.
     */
    private static boolean fits(String pattern, String name) {
        int at = 0;
        int star = -1;
        int taken = 0;
        for (int i = 0; i < name.length(); ) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                taken = i;
            } else if (at < pattern.length()
                    && (pattern.charAt(at) == '?' || equal(pattern.charAt(at), name.charAt(i)))) {
                at++;
                i++;
            } else if (star >= 0) {
                at = star + 1;
                i = ++taken;
            } else {
                return false;
            }
        }
        return pattern.substring(at).chars().allMatch(left -> left == '*');
    }

    /** In whatever case; makes no copy of either text, for it is asked about every listener. */
    private static boolean equal(char one, char other) {
        return one == other || Character.toLowerCase(one) == Character.toLowerCase(other);
    }

    /** One a line. */
    @Override
    public String toString() {
        return String.join("\n", patterns);
    }
}
