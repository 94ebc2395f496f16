package io.sisom.web;

import io.javalin.config.JavalinConfig;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.function.Predicate;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * How our HTTP servers are set up. Whatever comes from outside is bounded before it costs a thread
 * or memory: connections, headers, bodies, and the time for each.
 *
 * @param host to bind to
 * @param port 0 picks a free one
 * @param bodyBytes largest body
 * @param streamed requests whose handler reads the body as it comes, however large
 * @param gate handlers before Javalin's, the first of which a request meets before its body is read
 * @param inner handlers before Javalin's that meet a request when its body is there
 * @param patience with clients
 */
public record WebServer(
    String host,
    int port,
    int bodyBytes,
    Predicate<Request> streamed,
    List<Handler.Wrapper> gate,
    List<Handler.Wrapper> inner,
    ClientTimeouts patience) {
  private static final int MAX_THREADS = 200;
  private static final int MIN_THREADS = 8;
  private static final int MAX_CONNECTIONS = 1_000;
  private static final int HEADER_BYTES = 8 << 10;

  /** Room that a connection may need: its buffers and a body. */
  private static final int CONNECTION_BYTES = 256 << 10;

  /** Copies the lists. */
  public WebServer {
    gate = List.copyOf(gate);
    inner = List.copyOf(inner);
  }

  /** Connections at once: fewer where the heap is small. */
  public static int connections() {
    long room = Runtime.getRuntime().maxMemory() / 2 / CONNECTION_BYTES;
    return (int) Math.max(64, Math.min(MAX_CONNECTIONS, room));
  }

  /** Sets Javalin up so. */
  public void configure(JavalinConfig c) {
    c.startup.showJavalinBanner = false;
    c.http.maxRequestSize = Long.MAX_VALUE; // BodyFirst bounds it, handlers what they stream
    ConnectionWatch watch = new ConnectionWatch(patience);
    ServerErrors errors = new ServerErrors();
    QueuedThreadPool threads = new QueuedThreadPool(MAX_THREADS, MIN_THREADS);
    threads.setName("http");
    c.jetty.threadPool = threads;
    c.jetty.modifyHttpConfiguration(WebServer::bound);
    c.jetty.addConnector((server, http) -> connector(server, http, watch));
    c.jetty.modifyServletContextHandler(context -> context.setErrorHandler(errors));
    c.jetty.modifyServer(
        server -> {
          server.addBean(watch);
          server.addBean(new NetworkConnectionLimit(connections(), server));
          server.setErrorHandler(errors);
          server.setHandler(chain(watch));
        });
  }

  private static void bound(HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setSendDateHeader(false);
    http.setRequestHeaderSize(HEADER_BYTES);
    http.setUriCompliance(UriCompliance.DEFAULT);
  }

  private Handler.Wrapper chain(ConnectionWatch watch) {
    Handler.Wrapper first = new WatchedRequests(watch);
    Handler.Wrapper last = first;
    for (Handler.Wrapper next : gate) {
      last = after(last, next);
    }
    last = after(last, new BodyBuffer(watch, bodyBytes, streamed));
    for (Handler.Wrapper next : inner) {
      last = after(last, next);
    }
    return first;
  }

  private static Handler.Wrapper after(Handler.Wrapper last, Handler.Wrapper next) {
    last.setHandler(next);
    return next;
  }

  private Connector connector(Server server, HttpConfiguration http, ConnectionWatch watch) {
    ServerConnector connector =
        new ServerConnector(server, new HttpConnectionFactory(http)) {
          @Override
          protected SocketChannelEndPoint newEndPoint(
              SocketChannel channel, ManagedSelector selector, SelectionKey key) {
            CountingEndPoint end = new CountingEndPoint(channel, selector, key, getScheduler());
            end.setIdleTimeout(getIdleTimeout());
            return end;
          }
        };
    connector.setHost(host);
    connector.setPort(port);
    connector.setIdleTimeout(patience.request().toMillis());
    connector.addBean(watch, false);
    return connector;
  }
}
