/**
 * Who may do what. {@link org.icefloe.auth.Authenticator} answers for sources, admins, relays and listeners; it looks
 * accounts up in an {@link org.icefloe.auth.AccountBook} and compares passwords, which is slow on purpose, on threads
 * of its own. {@link org.icefloe.auth.LoginThrottle} hears of those that were wrong.
 */
@NullMarked
package org.icefloe.auth;

import org.jspecify.annotations.NullMarked;
