/**
 * Takes over a server that was set up for Icecast. {@link org.icefloe.importer.IcecastConfig} reads an
 * {@code icecast.xml} and makes an {@link org.icefloe.importer.ImportPlan} of it, which says of every element what
 * comes of it and touches nothing; {@link org.icefloe.importer.Importer} carries it out.
 */
@NullMarked
package org.icefloe.importer;

import org.jspecify.annotations.NullMarked;
