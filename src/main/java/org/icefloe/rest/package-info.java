/**
 * What the JAX-RS resources of several packages share: {@link org.icefloe.rest.ClientAddress} says where a request
 * comes from.
 */
@NullMarked
package org.icefloe.rest;

import org.jspecify.annotations.NullMarked;
