/**
 * WebM and Matroska (RFC 9559, https://www.webmproject.org/docs/container/), which are made of EBML elements (RFC
 * 8794): {@link org.icefloe.format.ebml.EbmlParser} cuts a stream into blocks and lets listeners in at any keyframe,
 * {@link org.icefloe.format.ebml.ElementHeader} says what an element is.
 */
@NullMarked
package org.icefloe.format.ebml;

import org.jspecify.annotations.NullMarked;
