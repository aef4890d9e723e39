package org.icefloe.site.directory;

/**
 * What is to be set where a stream is, so that it is listed here.
 *
 * @param icecast of icecast.xml
 * @param icefloe a setting
 */
public record IcecastSnippet(String icecast, String icefloe) {
    private static final String DIRECTORY = """
            <directory>
                <yp-url-timeout>15</yp-url-timeout>
                <yp-url>%s</yp-url>
            </directory>""";

    /** @param door the address to which servers send their forms */
    static IcecastSnippet at(String door) {
        return new IcecastSnippet(DIRECTORY.formatted(door), "icefloe.directory.announce=" + door);
    }
}
