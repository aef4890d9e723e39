package org.icefloe.boot;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.sql.SQLException;
import org.h2.tools.Server;

/** A database at the end of a line that can fall silent, with all connections left open. */
final class FrozenDatabase implements AutoCloseable {
    private final Server database;
    private final ServerSocket line;
    private final Hang hang = new Hang();
    private volatile boolean silent;

    FrozenDatabase(Path directory) throws SQLException, IOException {
        database = Server.createTcpServer("-tcpPort", "0", "-ifNotExists", "-baseDir", directory.toString())
                .start();
        line = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    private static void start(Runnable task) {
        Thread thread = new Thread(task, "line");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket client = line.accept();
                Socket server = new Socket(InetAddress.getLoopbackAddress(), database.getPort());
                start(() -> pass(client, server));
                start(() -> pass(server, client));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    private void pass(Socket from, Socket to) {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            byte[] bytes = new byte[8192];
            for (int count = in.read(bytes); count > 0; count = in.read(bytes)) {
                if (silent) {
                    hang.run();
                }
                out.write(bytes, 0, count);
            }
        } catch (IOException closed) {
            // So is the other side, then.
        }
    }

    String url() {
        return "jdbc:h2:tcp://127.0.0.1:" + line.getLocalPort() + "/./icefloe";
    }

    /** Nothing passes from now on, in either direction. */
    void freeze() {
        silent = true;
    }

    @Override
    public void close() {
        silent = false;
        hang.close();
        try {
            line.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        database.stop();
    }
}
