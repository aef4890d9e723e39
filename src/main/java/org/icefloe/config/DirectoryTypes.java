package org.icefloe.config;

import java.net.URI;
import java.util.Arrays;
import java.util.List;
import org.icefloe.config.SettingTypes.Type;
import org.icefloe.net.HostList;

/** How those values are written that name other directories. Public as {@link SettingTypes} are. */
public final class DirectoryTypes {
    private DirectoryTypes() {}

    /** Addresses of directories that take forms. */
    public static final class Directories extends Urls {
        public Directories() {
            super("https://dir.example/cgi-bin/yp-cgi", "user names");
        }
    }

    /** Addresses of other servers of this kind. */
    public static final class Mirrored extends Urls {
        public Mirrored() {
            super("https://dir.example/", "user names, question marks or fragments");
        }

        /** A path is added to it. */
        @Override
        boolean isFit(URI url) {
            return url.getRawQuery() == null;
        }
    }

    /** Names, addresses and blocks, with commas or blanks between them. */
    public static final class Hosts extends Type<HostList> {
        /** The database takes no longer value. */
        private static final int LONGEST = 8_000;

        public Hosts() {
            super("host names, IP addresses and blocks with commas between them,"
                    + " such as radio.example, 192.0.2.7, 2001:db8::/32");
        }

        @Override
        public HostList convert(String text) {
            require(text.length() <= LONGEST);
            return HostList.parse(text);
        }
    }

    /** With commas or blanks between them. */
    abstract static class Urls extends Type<DirectoryUrls> {
        /** Each is told of each stream, or fetched, again and again. */
        private static final int MOST = 16;

        private static final int LONGEST = 4000;

        Urls(String example, String without) {
            super("addresses such as " + example + " with commas between them, at most " + MOST + ", without "
                    + without);
        }

        boolean isFit(URI url) {
            return true;
        }

        @Override
        public DirectoryUrls convert(String text) {
            require(text.length() <= LONGEST);
            List<URI> urls = Arrays.stream(text.split("[,\\s]+"))
                    .filter(url -> !url.isEmpty())
                    .map(this::url)
                    .toList();
            require(urls.size() <= MOST);
            return new DirectoryUrls(urls);
        }

        private URI url(String text) {
            HttpUrl url = new HttpUrl(URI.create(text));
            require(url.whole().getRawUserInfo() == null && url.whole().getPort() != 0);
            require(isFit(url.whole()));
            return url.whole();
        }
    }
}
