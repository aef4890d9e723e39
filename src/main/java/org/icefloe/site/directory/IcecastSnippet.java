package org.icefloe.site.directory;

import jakarta.ws.rs.core.UriInfo;

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

    /** Under the address at which the visitor has reached the server. */
    static IcecastSnippet at(UriInfo address) {
        String door = address.getBaseUri().resolve("cgi-bin/yp-cgi").toString();
        return new IcecastSnippet(DIRECTORY.formatted(door), "icefloe.directory.announce=" + door);
    }
}
