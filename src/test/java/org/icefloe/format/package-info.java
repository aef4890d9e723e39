/**
 * Fixtures for everything that cuts streams: {@link org.icefloe.format.SampleStream}s made by real encoders, a
 * {@link org.icefloe.format.RecordingSink}, and {@link org.icefloe.format.Portions}.
 */
@NullMarked
package org.icefloe.format;

import org.jspecify.annotations.NullMarked;
