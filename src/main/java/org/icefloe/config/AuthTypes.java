package org.icefloe.config;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.icefloe.config.SettingTypes.Type;
import org.icefloe.net.AddressList;

/** How those values are written that say who may listen. */
final class AuthTypes {
    private static final int LONGEST = 1024;
    private static final int LONGEST_LIST = 8000;

    /** RFC 9110, 5.6.2. */
    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

    private AuthTypes() {}

    /** A file of the operator's. */
    static final class FilePath extends Type<String> {
        FilePath() {
            super("the path of a file such as /etc/icefloe/listeners.htpasswd; a relative one is under HOME");
        }

        @Override
        public String convert(String text) {
            require(!text.isBlank() && text.length() <= LONGEST);
            require(text.chars().noneMatch(Character::isISOControl));
            return text.strip();
        }
    }

    /** Who logs in at a backend. */
    static final class User extends Type<String> {
        private static final SettingTypes.Line LINE = new SettingTypes.Line();

        User() {
            super(LINE.expected() + " or a colon, behind which HTTP has the password");
        }

        @Override
        public String convert(String text) {
            require(!text.contains(":"));
            return LINE.convert(text);
        }
    }

    /** What is asked by HTTP. */
    static final class Backend extends Type<HttpUrl> {
        Backend() {
            super("an address such as https://backend.example/listener_add");
        }

        @Override
        public HttpUrl convert(String text) {
            HttpUrl url = new HttpUrl(URI.create(text.strip()));
            require(text.length() <= LONGEST && !url.userInfo().equals(Optional.of(Secret.MASK)));
            return url;
        }

        @Override
        public String write(HttpUrl url) {
            return url.whole().toString();
        }

        @Override
        public String show(HttpUrl url) {
            return url.toString();
        }
    }

    /** What nobody is shown. */
    static final class Password extends Type<Secret> {
        Password() {
            super("a password of at most 255 characters, none of them a control character");
        }

        @Override
        public Secret convert(String text) {
            // It is what secrets are shown as, and would else be kept for one by mistake.
            require(!text.equals(Secret.MASK));
            return new Secret(new SettingTypes.Line().convert(text));
        }

        @Override
        public String write(Secret secret) {
            return secret.reveal();
        }

        @Override
        public String show(Secret secret) {
            return secret.toString();
        }
    }

    /** Names of headers, with commas between them. */
    static final class Names extends Type<HeaderNames> {
        Names() {
            super("names of headers with commas between them, such as cookie,x-player");
        }

        @Override
        public HeaderNames convert(String text) {
            require(text.length() <= LONGEST);
            List<String> names = Arrays.stream(text.split(","))
                    .map(String::strip)
                    .filter(name -> !name.isEmpty())
                    .toList();
            names.forEach(name -> require(name.matches(TOKEN)));
            return new HeaderNames(names);
        }
    }

    /** The name of one header; Icecast's configurations write it with its colon. */
    static final class HeaderName extends Type<String> {
        HeaderName() {
            super("the name of a header, such as icecast-auth-message");
        }

        @Override
        public String convert(String text) {
            String name = text.strip().replaceFirst("\\s*:$", "");
            require(name.matches(TOKEN));
            return name;
        }
    }

    /** The name of a header, and how its value begins. */
    static final class HeaderStart extends Type<String> {
        private static final Pattern FORM = Pattern.compile(TOKEN + "\\s*:.*");

        HeaderStart() {
            super("a header such as icecast-auth-user: 1");
        }

        @Override
        public String convert(String text) {
            String line = new SettingTypes.Line().convert(text).strip();
            require(FORM.matcher(line).matches());
            return line;
        }
    }

    /** Addresses and blocks. */
    static final class Addresses extends Type<AddressList> {
        Addresses() {
            super("IP addresses and blocks with commas between them, such as 192.0.2.7, 10.0.0.0/8, 2001:db8::/32");
        }

        @Override
        public AddressList convert(String text) {
            require(text.length() <= LONGEST_LIST);
            return AddressList.parse(text);
        }
    }

    /** User agents, one a line. */
    static final class Agents extends Type<AgentPatterns> {
        Agents() {
            super("user agents, one a line, with * for any run of characters and ? for one, such as *bot*");
        }

        @Override
        public AgentPatterns convert(String text) {
            require(text.length() <= LONGEST_LIST);
            return new AgentPatterns(text.lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList());
        }
    }
}
