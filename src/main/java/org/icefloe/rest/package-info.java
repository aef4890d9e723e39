/**
 * What the rooms that answer by JAX-RS share: {@link org.icefloe.rest.RestApplication} gives them who asks, the guard
 * {@link org.icefloe.rest.AdminOnly}, JSON, and failures as one sentence of plain text;
 * {@link org.icefloe.rest.ClientAddress} says where a request comes from, and {@link org.icefloe.rest.StreamAddress}
 * where streams are to be had.
 */
@NullMarked
package org.icefloe.rest;

import org.jspecify.annotations.NullMarked;
