package io.sisom.console.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.sisom.console.http.Proxies.Client;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProxiesTest {
  private static final List<String> HTTPS = List.of("https");

  @Test
  void onlyAProxyThatIsNamedIsBelieved() {
    assertThat(new Proxies(List.of()).client("127.0.0.1", List.of("9.9.9.9"), HTTPS))
        .isEqualTo(new Client("127.0.0.1", false));
    assertThat(new Proxies(List.of("127.0.0.1")).client("10.0.0.7", List.of("9.9.9.9"), HTTPS))
        .isEqualTo(new Client("10.0.0.7", false));
    assertThat(new Proxies(List.of("127.0.0.1")).client("127.0.0.1", List.of("9.9.9.9"), HTTPS))
        .isEqualTo(new Client("9.9.9.9", true));
  }

  @Test
  void ofTheAddressesTheLastThatIsNoProxyCounts() {
    Proxies proxies = new Proxies(List.of("127.0.0.1", "10.0.0.1"));
    assertThat(
            proxies.client("127.0.0.1", List.of("1.1.1.1, 9.9.9.9", "10.0.0.1"), HTTPS).address())
        .as("what the client itself claimed is left of what the proxies saw")
        .isEqualTo("9.9.9.9");
    assertThat(proxies.client("127.0.0.1", List.of("evil.example"), List.of()).address())
        .isEqualTo("127.0.0.1");
    assertThat(proxies.client("127.0.0.1", List.of("999.1.1.1"), List.of()).address())
        .isEqualTo("127.0.0.1");
    assertThat(proxies.client("127.0.0.1", List.of(), List.of("https, http")))
        .isEqualTo(new Client("127.0.0.1", false));
  }

  @Test
  void ofIpv6TheNetworkCounts() {
    Proxies proxies = new Proxies(List.of("::1"));
    assertThat(proxies.client("[0:0:0:0:0:0:0:1]", List.of("2001:db8::1:2"), HTTPS))
        .isEqualTo(new Client("2001:db8:0:0:0:0:0:0/64", true));
    assertThat(proxies.client("2001:db8::ffff", List.of(), List.of()).address())
        .isEqualTo(proxies.client("2001:db8::1", List.of(), List.of()).address());
  }
}
