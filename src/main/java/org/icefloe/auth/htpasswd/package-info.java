/**
 * Listeners by Icecast's htpasswd files. {@link org.icefloe.auth.htpasswd.HtpasswdUsers} knows who is in them and
 * changes them; {@link org.icefloe.auth.htpasswd.HtpasswdFiles} reads and writes, and
 * {@link org.icefloe.auth.htpasswd.CryptHash} compares with all the hashes that stand there.
 */
@NullMarked
package org.icefloe.auth.htpasswd;

import org.jspecify.annotations.NullMarked;
