package io.sisom.it.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sisom.console.ConsoleProcess;
import io.sisom.console.ConsoleState;
import io.sisom.console.QueueRig;
import io.sisom.console.Reply;
import io.sisom.queue.Command;
import io.sisom.service.ExitCode;
import io.sisom.testkit.Thorough;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A console that cannot serve leaves the one that does alone. */
@Thorough
class SecondConsoleIT {
  /**
   * Longer than a console takes to notice that it was taken over: its next heartbeat, and a look.
   */
  private static final Duration NOTICE = Duration.ofSeconds(8);

  @Test
  void aSecondConsoleThatFindsAPortTakenNamesTheSettingAndTheFirstServesOn(@TempDir Path dir)
      throws Exception {
    try (QueueRig rig = new QueueRig(dir, Map.of());
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        ConsoleProcess first = rig.start()) {
      rig.publish(0, 5);
      await().atMost(QueueRig.PATIENCE).until(() -> first.state() == ConsoleState.SERVING);

      Shell.Run samePage = second(rig, "console.port=" + first.server().port(), "http.port=0");
      assertThat(samePage.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
      assertThat(samePage.err()).contains("console.port", "choose another");
      Shell.Run sameStatus = second(rig, "console.port=0", "http.port=" + taken.getLocalPort());
      assertThat(sameStatus.exitCode()).isEqualTo(ExitCode.WRONG_USAGE);
      assertThat(sameStatus.err()).contains("http.port", "choose another");

      await()
          .during(NOTICE)
          .atMost(NOTICE.multipliedBy(3))
          .until(() -> first.state() == ConsoleState.SERVING);
      assertThat(
              first.console().queue().ask(new Command.Next("ann"), null).get(20, TimeUnit.SECONDS))
          .isInstanceOf(Reply.Committed.class);
    }
  }

  @Test
  void untilTheQueueIsTakenOverAConsoleAnswersThatItIsNotReady(@TempDir Path dir) throws Exception {
    try (QueueRig rig = new QueueRig(dir, Map.of());
        ConsoleProcess console = rig.open()) {
      HttpResponse<String> early = stats(console);
      assertThat(early.statusCode()).isEqualTo(503);
      assertThat(early.body()).contains("takes the queue over");
      console.takeOver();
      await().atMost(QueueRig.PATIENCE).until(() -> stats(console).statusCode() == 200);
    }
  }

  private static HttpResponse<String> stats(ConsoleProcess console) throws Exception {
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(console.url() + "api/v1/queue/stats")).build(),
            HttpResponse.BodyHandlers.ofString());
  }

  private static Shell.Run second(QueueRig rig, String... settings) {
    Map<String, String> all = new java.util.TreeMap<>(rig.settings());
    for (String setting : settings) {
      all.put(
          setting.substring(0, setting.indexOf('=')), setting.substring(setting.indexOf('=') + 1));
    }
    List<String> command = new ArrayList<>(List.of("console"));
    all.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
    return Shell.run(command.toArray(String[]::new));
  }
}
