/**
 * Tells Yellow Pages directories of the streams that are on, as Icecast does
 * (https://wiki.xiph.org/Icecast_Server/YP-protocol-v2). The {@link org.icefloe.directory.announce.Announcer} has a
 * listing for each public mount and each directory: it is added, touched and removed by forms, which a
 * {@link org.icefloe.directory.announce.YpExchange} carries; {@link org.icefloe.directory.announce.ListingStatus} says
 * how each fares.
 */
@NullMarked
package org.icefloe.directory.announce;

import org.jspecify.annotations.NullMarked;
