package org.icefloe.servlet;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;

/** Makes a container's objects of which a test needs a few methods only. */
final class Fakes {
    private Fakes() {}

    static <T> T of(Class<T> type, InvocationHandler methods) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, methods));
    }
}
