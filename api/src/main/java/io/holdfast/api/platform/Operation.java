package io.holdfast.api.platform;

import io.holdfast.schema.shape.Shape;
import io.holdfast.schema.shape.Shapes;
import java.util.ArrayList;
import java.util.List;

/**
 * One thing that can be asked.
 *
 * @param method by which it goes over HTTP
 * @param path with variables in braces, each a component of the question that is text
 * @param role the least that the caller must have
 * @param summary what it does, in a few words
 */
public record Operation<Q extends Record, A extends Record>(
    Method method, String path, Role role, String summary, Class<Q> question, Class<A> answer) {
  /** What HTTP may do with it: a GET changes nothing, and may be asked again. */
  public enum Method {
    GET,
    POST,
    DELETE
  }

  public Operation {
    Shape.RecordOf shape = shape(question);
    for (String variable : variables(path)) {
      if (shape.field(variable).isEmpty()) {
        throw new IllegalArgumentException(
            "%s has the variable %s, and %s has no such component"
                .formatted(path, variable, question.getSimpleName()));
      }
    }
  }

  static <Q extends Record, A extends Record> Operation<Q, A> read(
      String path, String summary, Class<Q> question, Class<A> answer) {
    return new Operation<>(Method.GET, path, Role.VIEWER, summary, question, answer);
  }

  static <Q extends Record, A extends Record> Operation<Q, A> act(
      String path, Role role, String summary, Class<Q> question, Class<A> answer) {
    return new Operation<>(Method.POST, path, role, summary, question, answer);
  }

  static <Q extends Record, A extends Record> Operation<Q, A> delete(
      String path, String summary, Class<Q> question, Class<A> answer) {
    return new Operation<>(Method.DELETE, path, Role.ADMIN, summary, question, answer);
  }

  /** Whether a component of the question travels in a body. */
  public boolean hasBody() {
    return method == Method.POST && shape().fields().size() > variables().size();
  }

  /** As references and logs call it. */
  public String name() {
    return method + " " + path;
  }

  /** The components of the question that stand in the path. */
  public List<String> variables() {
    return variables(path);
  }

  Shape.RecordOf shape() {
    return shape(question);
  }

  private static Shape.RecordOf shape(Class<?> question) {
    return (Shape.RecordOf) Shapes.of(question);
  }

  private static List<String> variables(String path) {
    List<String> variables = new ArrayList<>();
    for (String segment : path.split("/", -1)) {
      if (segment.startsWith("{")) {
        variables.add(segment.substring(1, segment.length() - 1));
      }
    }
    return variables;
  }
}
