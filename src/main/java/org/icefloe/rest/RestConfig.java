package org.icefloe.rest;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.glassfish.jersey.CommonProperties;
import org.glassfish.jersey.internal.inject.AbstractBinder;
import org.glassfish.jersey.jackson.JacksonFeature;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.icefloe.auth.Authenticator;
import org.icefloe.net.TrustedProxies;

/**
 * The JAX-RS application, still without resources: whoever puts the server together registers those. Nothing is
 * searched for on the class path, so that what is not registered is not there.
 */
public final class RestConfig extends ResourceConfig {
    /** One for all resources: of two binders of one class Jersey would take the first only. */
    private final AbstractBinder resources = new AbstractBinder() {
        @Override
        protected void configure() {}
    };

    /**
     * @param proxies who is believed when it says for whom it asks; asked at each request
     * @param changeByGet whether commands that change something may come by GET; asked at each of them
     */
    public RestConfig(Authenticator authenticator, Supplier<TrustedProxies> proxies, BooleanSupplier changeByGet) {
        property(CommonProperties.FEATURE_AUTO_DISCOVERY_DISABLE, true);
        // Else a form without a body would be made of the query, and the whole address, passwords and all, told to the
        // log.
        property("jersey.config.servlet.form.queryParams.disabled", true);
        property(ServerProperties.WADL_FEATURE_DISABLE, true);
        // Else a container would put its own page in the place of a refusal's sentence.
        property(ServerProperties.RESPONSE_SET_STATUS_OVER_SEND_ERROR, true);

        register(resources);
        register(JacksonFeature.withoutExceptionMappers());
        register(new StrictJson());
        register(new AskedMethod());
        register(new ForwardedFilter(proxies));
        register(new BasicAuthenticationFilter(authenticator));
        register(new AdminOnlyFilter());
        register(new FailedLoginFilter(authenticator));
        register(new ChangesFeature(authenticator, changeByGet));
        register(new JsonFailureMapper());
        register(new CompressedFilter());
        register(new LargeBodyFilter());
        register(new PageHeaders());
        register(new NotFoundPage());
        register(new WebFailureMapper());
        register(new FailureMapper());
    }

    /**
     * Adds a resource of which there is one instance. Registered as an instance, Jersey would warn that it is no
     * provider.
     */
    public <R> RestConfig serve(Class<R> type, R resource) {
        register(type);
        resources.bind(resource).to(type);
        return this;
    }
}
