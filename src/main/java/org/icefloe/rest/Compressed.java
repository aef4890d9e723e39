package org.icefloe.rest;

import jakarta.ws.rs.NameBinding;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a resource or method whose answers, all of them text, are compressed for who takes that. Not for answers that
 * hold a secret beside what a stranger has chosen: their length would tell of it (CVE-2013-3587, BREACH). What the
 * directory shows is for everybody.
 */
@NameBinding
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface Compressed {}
