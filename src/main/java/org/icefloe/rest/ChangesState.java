package org.icefloe.rest;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a resource or method that changes something, though its HTTP method may not say so: Icecast's commands come by
 * GET and by POST. {@code PUT}, {@code DELETE} and {@code PATCH} change something without being marked. What is marked
 * is told to the log with who did it, is refused to pages of other sites, and, if {@code icefloe.admin.change-by-get}
 * is off, to GET.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface ChangesState {
    /** Whether it stays possible by GET whatever the setting says, for clients that know no other way. */
    boolean alwaysByGet() default false;

    /** The parameter without which it only lists, which stays possible by GET too; empty if there is none. */
    String listsWithout() default "";
}
