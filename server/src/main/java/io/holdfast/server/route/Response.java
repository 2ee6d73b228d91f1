package io.holdfast.server.route;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.holdfast.api.platform.Problem;
import io.holdfast.schema.Json;
import java.util.Map;
import java.util.TreeMap;

/** What is answered. */
public final class Response {
  private final int status;
  private final Map<String, String> headers;
  private final byte[] body;

  private Response(int status, Map<String, String> headers, byte[] body) {
    this.status = status;
    this.headers = Map.copyOf(headers);
    this.body = body;
  }

  public static Response ok(Record value) {
    return json(200, Media.JSON.type(), Json.writeWhole(value));
  }

  /** Made something that was not there. */
  public static Response created(Record value) {
    return json(201, Media.JSON.type(), Json.writeWhole(value));
  }

  /** Began something that goes on; the value says where to look. */
  public static Response accepted(Record value) {
    return json(202, Media.JSON.type(), Json.writeWhole(value));
  }

  /** Done, and nothing to say. */
  public static Response nothing() {
    return new Response(204, Map.of(), new byte[0]);
  }

  public static Response text(String mediaType, String text) {
    return bytes(mediaType, text.getBytes(UTF_8));
  }

  public static Response bytes(String mediaType, byte[] body) {
    return new Response(200, Map.of("Content-Type", mediaType), body);
  }

  public static Response of(Problem problem) {
    return json(problem.status(), Problem.MEDIA_TYPE, Json.write(problem));
  }

  private static Response json(int status, String mediaType, byte[] json) {
    return new Response(status, Map.of("Content-Type", mediaType), Visible.of(json));
  }

  public Response with(String header, String value) {
    var more = new TreeMap<>(headers);
    more.put(header, value);
    return new Response(status, more, body);
  }

  public int status() {
    return status;
  }

  public Map<String, String> headers() {
    return headers;
  }

  /** Not copied: whoever writes it out does not change it. */
  public byte[] body() {
    return body;
  }
}
