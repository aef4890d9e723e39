/**
 * What the rooms that answer by JAX-RS share. {@link org.icefloe.rest.RestConfig} gives them who asks, JSON, and
 * failures as one sentence of plain text or as Icecast's page; {@link org.icefloe.rest.AdminOnly} keeps a resource to
 * admins, and {@link org.icefloe.rest.ChangesState} has it told to the log and guarded against other sites;
 * {@link org.icefloe.rest.ClientAddress} says where a request comes from, and {@link org.icefloe.rest.StreamAddress}
 * where streams are to be had; a {@link org.icefloe.rest.LargeBody} is sent by the door itself, and what is
 * {@link org.icefloe.rest.Compressed} with gzip.
 */
@NullMarked
package org.icefloe.rest;

import org.jspecify.annotations.NullMarked;
