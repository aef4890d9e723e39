package org.icefloe.wire;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.container.Suspended;
import java.util.function.Supplier;
import org.icefloe.rest.FileBody;

/** Stands for everything that is no stream. */
@Path("admin/hello")
public final class Hello {
    private final Supplier<FileBody> file;

    Hello(Supplier<FileBody> file) {
        this.file = file;
    }

    @GET
    public String hello() {
        return "hello";
    }

    @POST
    public String echo(String body) {
        return body;
    }

    @GET
    @Path("file")
    public FileBody file() {
        return file.get();
    }

    @GET
    @Path("fault")
    public String fault() {
        throw new StackOverflowError("a fault");
    }

    @GET
    @Path("later")
    public void later(@Suspended AsyncResponse answer) {
        answer.resume("too late");
    }
}
