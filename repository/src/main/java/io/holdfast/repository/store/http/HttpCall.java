package io.holdfast.repository.store.http;

import java.io.InputStream;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request.
 *
 * @param headers in the order in which they are sent; host and length are added by the transport
 * @param body null for none
 */
public record HttpCall(
    String method, URI uri, Map<String, List<String>> headers, @Nullable Body body) {
  /**
   * What is sent.
   *
   * @param length bytes that the stream has
   * @param stream opens it; called once
   */
  public record Body(long length, Supplier<InputStream> stream) {}

  public HttpCall {
    Map<String, List<String>> copy = new LinkedHashMap<>();
    headers.forEach((name, values) -> copy.put(name, List.copyOf(values)));
    headers = copy;
  }

  public HttpCall(String method, URI uri) {
    this(method, uri, Map.of(), null);
  }

  /** The same with one more header. */
  public HttpCall with(String name, String value) {
    Map<String, List<String>> more = new LinkedHashMap<>(headers);
    List<String> values = new ArrayList<>(more.getOrDefault(name, List.of()));
    values.add(value);
    more.put(name, values);
    return new HttpCall(method, uri, more, body);
  }

  /** The same with a body. */
  public HttpCall with(Body other) {
    return new HttpCall(method, uri, headers, other);
  }

  /** Without the headers, one of which may say who asks, and by what password. */
  @Override
  public String toString() {
    return method + " " + uri;
  }
}
