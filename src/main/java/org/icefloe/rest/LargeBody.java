package org.icefloe.rest;

import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;

/**
 * A response's body that JAX-RS does not write: it may be large and a client slow, and the thread of a resource must
 * not wait for either. The filter of the application puts it under {@link #PROPERTY}, from where the door takes it and
 * sends it in portions.
 */
public interface LargeBody {
    /** The request property, a servlet request attribute of the same name, that holds the body to be sent. */
    String PROPERTY = "org.icefloe.large-body";

    /** The request property that is there if a response's length is not known, be its body sent or not. */
    String OPEN_ENDED = "org.icefloe.open-ended";

    /** All bytes; an {@link IOException} ends them if some are missing. To be closed, by any thread. */
    InputStream open() throws IOException;

    /** How many bytes there are, if that is known. */
    OptionalLong size();
}
