package org.icefloe.wire;

import java.security.cert.CertificateException;

/** A server's certificate is not believed. The message is for people, without a full stop. */
final class RefusedCertificateException extends CertificateException {
    private static final long serialVersionUID = 1L;

    RefusedCertificateException(String words, Throwable cause) {
        super(words, cause);
    }
}
