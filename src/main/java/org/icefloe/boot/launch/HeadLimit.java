package org.icefloe.boot.launch;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections whose next request takes too long to arrive. Jetty's idle timeout does not: each byte renews it,
 * and a client that sends one every few seconds holds its connection for hours.
 */
final class HeadLimit implements Connection.Listener, HttpConfiguration.Customizer {
    private final Scheduler scheduler;
    private final Duration limit;
    private final Map<Connection, Scheduler.Task> waiting = new ConcurrentHashMap<>();

    /** @param limit from the opening of a connection, or the end of its last reply, to the end of a request's head */
    HeadLimit(Scheduler scheduler, Duration limit) {
        this.scheduler = scheduler;
        this.limit = limit;
    }

    @Override
    public void onOpened(Connection connection) {
        waiting.put(connection, scheduler.schedule(() -> close(connection), limit.toMillis(), TimeUnit.MILLISECONDS));
    }

    private void close(Connection connection) {
        waiting.remove(connection);
        connection.getEndPoint().close();
    }

    @Override
    public void onClosed(Connection connection) {
        Scheduler.Task task = waiting.remove(connection);
        if (task != null) {
            task.cancel();
        }
    }

    /** Jetty calls this when the head of a request is there. */
    @Override
    public Request customize(Request request, HttpFields.Mutable responseHeaders) {
        Connection connection = request.getConnectionMetaData().getConnection();
        onClosed(connection);
        Request.addCompletionListener(request, failure -> awaitNext(connection));
        return request;
    }

    /** Not on a connection that is closed, or has been handed over to another protocol. */
    private void awaitNext(Connection connection) {
        EndPoint end = connection.getEndPoint();
        if (end.isOpen() && end.getConnection() == connection) {
            onOpened(connection);
        }
    }
}
