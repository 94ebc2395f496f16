package io.sisom.feed.live.mqtt;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import io.sisom.testkit.FreePort;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** Debian's mosquitto on ports of its own, with a user {@code us} and a password {@code pass}. */
final class Mosquitto implements AutoCloseable {
  private static final char[] PASSWORD = "changeit".toCharArray();

  private final Path program;
  private final Path dir;
  private final int plain = FreePort.next();
  private final int tls = FreePort.next();
  private @Nullable Process process;

  private Mosquitto(Path program, Path dir) {
    this.program = program;
    this.dir = dir;
  }

  /** The program, where it is installed. */
  static Optional<Path> find() {
    return Stream.concat(
            Stream.of(System.getenv().getOrDefault("PATH", "").split(":")).map(Path::of),
            Stream.of(Path.of("/usr/sbin"), Path.of("/usr/local/sbin")))
        .map(folder -> folder.resolve("mosquitto"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  static Mosquitto start(Path program, Path dir) throws Exception {
    Mosquitto broker = new Mosquitto(program, dir);
    broker.certificate();
    run(List.of("mosquitto_passwd", "-b", "-c", dir.resolve("users").toString(), "us", "pass"));
    Files.writeString(
        dir.resolve("mosquitto.conf"),
        """
        user %s
        per_listener_settings false
        allow_anonymous false
        password_file %s
        persistence true
        persistence_location %s/
        max_queued_messages 10000
        listener %d 127.0.0.1
        listener %d 127.0.0.1
        certfile %s
        keyfile %s
        """
            .formatted(
                System.getProperty("user.name"),
                dir.resolve("users"),
                dir,
                broker.plain,
                broker.tls,
                dir.resolve("broker.crt"),
                dir.resolve("broker.key")));
    broker.again();
    return broker;
  }

  private static void run(List<String> command) throws Exception {
    Process it = new ProcessBuilder(command).inheritIO().start();
    if (!it.waitFor(60, TimeUnit.SECONDS) || it.exitValue() != 0) {
      throw new AssertionError(command.get(0) + " failed");
    }
  }

  private void certificate() throws Exception {
    Path store = dir.resolve("broker.p12");
    run(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-genkeypair",
            "-keyalg",
            "RSA",
            "-alias",
            "broker",
            "-dname",
            "CN=localhost",
            "-ext",
            "SAN=dns:localhost",
            "-storetype",
            "PKCS12",
            "-storepass",
            new String(PASSWORD),
            "-keystore",
            store.toString()));
    KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
    pem(authority(), "CERTIFICATE", keys.getCertificate("broker").getEncoded());
    pem(dir.resolve("broker.key"), "PRIVATE KEY", keys.getKey("broker", PASSWORD).getEncoded());
  }

  private static void pem(Path file, String what, byte[] content) throws IOException {
    String text = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    Files.writeString(
        file, "-----BEGIN %s-----%n%s%n-----END %s-----%n".formatted(what, text, what));
  }

  /** Starts it, with what it has kept. */
  void again() throws Exception {
    Process started =
        new ProcessBuilder(program.toString(), "-c", dir.resolve("mosquitto.conf").toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(dir.resolve("broker.log").toFile()))
            .start();
    process = started;
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .failFast("mosquitto ended; its words are in broker.log", () -> !started.isAlive())
        .until(() -> listens(plain) && listens(tls));
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  BrokerAddress address() {
    return new BrokerAddress("127.0.0.1", plain, false);
  }

  BrokerAddress tlsAddress() {
    return new BrokerAddress("localhost", tls, true);
  }

  Path authority() {
    return dir.resolve("broker.crt");
  }

  /** A program that publishes; the caller disconnects it. */
  Mqtt5BlockingClient publisher() {
    Mqtt5BlockingClient client =
        Mqtt5Client.builder().serverHost("127.0.0.1").serverPort(plain).buildBlocking();
    client
        .connectWith()
        .simpleAuth()
        .username("us")
        .password("pass".getBytes(StandardCharsets.UTF_8))
        .applySimpleAuth()
        .send();
    return client;
  }

  void publish(String topic, byte[]... payloads) {
    Mqtt5BlockingClient client = publisher();
    for (byte[] payload : payloads) {
      client.publishWith().topic(topic).qos(MqttQos.AT_LEAST_ONCE).payload(payload).send();
    }
    client.disconnect();
  }

  /** Ends it; it keeps its sessions. */
  void stop() throws Exception {
    Process running = Objects.requireNonNull(process);
    running.destroy();
    if (!running.waitFor(10, TimeUnit.SECONDS)) {
      running.destroyForcibly();
    }
  }

  @Override
  public void close() {
    if (process != null) {
      process.destroyForcibly();
    }
  }
}
