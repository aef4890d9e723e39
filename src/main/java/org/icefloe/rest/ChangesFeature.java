package org.icefloe.rest;

import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.container.DynamicFeature;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.FeatureContext;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.icefloe.auth.Authenticator;

/** Puts a guard before everything that changes something, and has it told to the log. */
final class ChangesFeature implements DynamicFeature {
    private final AuditLog audit;
    private final BooleanSupplier changeByGet;

    /** @param changeByGet asked at each request */
    ChangesFeature(Authenticator authenticator, BooleanSupplier changeByGet) {
        this.audit = new AuditLog(authenticator);
        this.changeByGet = changeByGet;
    }

    @Override
    public void configure(ResourceInfo resource, FeatureContext context) {
        Optional<ChangesState> mark = mark(resource);
        if (mark.isPresent() || changesByItsMethod(resource.getResourceMethod())) {
            boolean always = mark.filter(ChangesState::alwaysByGet).isPresent();
            String listsWithout = mark.map(ChangesState::listsWithout).orElse("");
            context.register(new ChangeGuard(always ? () -> true : changeByGet, listsWithout));
            context.register(audit);
        }
    }

    private static Optional<ChangesState> mark(ResourceInfo resource) {
        return Optional.ofNullable(resource.getResourceMethod().getAnnotation(ChangesState.class))
                .or(() -> Optional.ofNullable(resource.getResourceClass().getAnnotation(ChangesState.class)));
    }

    private static boolean changesByItsMethod(Method method) {
        return method.isAnnotationPresent(PUT.class)
                || method.isAnnotationPresent(DELETE.class)
                || method.isAnnotationPresent(PATCH.class);
    }
}
