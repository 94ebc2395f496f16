package io.sisom.console.http;

import io.sisom.testkit.FreePort;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real nginx before a console, with the documented settings and beside them the usual ones. */
final class Nginx implements AutoCloseable {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final Process process;
  private final int tls;
  private final int plain;
  private final KeyStore certificate;

  private Nginx(Process process, int tls, int plain, KeyStore certificate) {
    this.process = process;
    this.tls = tls;
    this.plain = plain;
    this.certificate = certificate;
  }

  /** The program, where it is installed. */
  static Optional<Path> find() {
    return Stream.concat(
            Stream.of(System.getenv().getOrDefault("PATH", "").split(":")).map(Path::of),
            Stream.of(Path.of("/usr/sbin"), Path.of("/usr/local/sbin")))
        .map(folder -> folder.resolve("nginx"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Nginx start(Path program, Path dir, int console) throws Exception {
    KeyStore certificate = certificate(dir);
    int tls = FreePort.next();
    int plain = FreePort.next();
    String documented =
        Files.readString(Path.of("ops/nginx/console.conf"))
            .replace("listen 443 ssl", "listen 127.0.0.1:" + tls + " ssl")
            .replace("console.example.org", "localhost")
            .replace("/etc/nginx/console.", dir.resolve("console.").toString())
            .replace("127.0.0.1:8787", "127.0.0.1:" + console);
    Path settings = dir.resolve("nginx.conf");
    Files.writeString(
        settings,
        """
        %sdaemon off;
        worker_processes 1;
        pid nginx.pid;
        error_log error.log;
        events {}
        http {
          access_log off;
          client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
          uwsgi_temp_path uwsgi; scgi_temp_path scgi;
          %s
          server {
            listen 127.0.0.1:%d;
            location / { proxy_pass http://127.0.0.1:%d; }
          }
        }
        """
            .formatted(
                System.getProperty("user.name").equals("root") ? "user root;\n" : "",
                documented,
                plain,
                console));
    Process process =
        new ProcessBuilder(program.toString(), "-p", dir + "/", "-c", settings.toString())
            .redirectErrorStream(true)
            .redirectOutput(dir.resolve("nginx.out").toFile())
            .start();
    org.awaitility.Awaitility.await()
        .atMost(java.time.Duration.ofSeconds(20))
        .failFast("nginx ended; its words are in nginx.out", () -> !process.isAlive())
        .until(() -> listens(tls) && listens(plain));
    return new Nginx(process, tls, plain, certificate);
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** A certificate of one's own for localhost, for Java and, as PEM files, for nginx. */
  private static KeyStore certificate(Path dir) throws Exception {
    Path store = dir.resolve("console.p12");
    Process keytool =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-keyalg",
                    "RSA",
                    "-alias",
                    "console",
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "SAN=dns:localhost",
                    "-storetype",
                    "PKCS12",
                    "-storepass",
                    new String(PASSWORD),
                    "-keystore",
                    store.toString()))
            .inheritIO()
            .start();
    if (!keytool.waitFor(60, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
      throw new AssertionError("keytool made no certificate");
    }
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
    pem(dir.resolve("console.crt"), "CERTIFICATE", keys.getCertificate("console").getEncoded());
    pem(dir.resolve("console.key"), "PRIVATE KEY", keys.getKey("console", PASSWORD).getEncoded());
    return keys;
  }

  private static void pem(Path file, String what, byte[] content) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    Files.writeString(
        file, "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(what, text, what));
  }

  /** Port of the documented server. */
  int tls() {
    return tls;
  }

  /** Port of a server that passes requests on as nginx does where one sets nothing. */
  int plain() {
    return plain;
  }

  /** Holds the certificate. */
  KeyStore certificate() {
    return certificate;
  }

  @Override
  public void close() throws Exception {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
