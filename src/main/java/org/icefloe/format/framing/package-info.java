/**
 * Cutting, whatever is cut. {@link org.icefloe.format.framing.CarryOver} lets a
 * {@link org.icefloe.format.framing.Cutter} see frames whole although the network delivers them in pieces, and copies
 * nothing that arrived whole. {@link org.icefloe.format.framing.SyncedFrameReader} is the cutter for formats whose
 * frames begin with a sync word and say their own length.
 */
@NullMarked
package org.icefloe.format.framing;

import org.jspecify.annotations.NullMarked;
