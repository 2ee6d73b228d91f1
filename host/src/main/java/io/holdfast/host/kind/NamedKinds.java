package io.holdfast.host.kind;

import io.holdfast.api.kind.Application;
import io.holdfast.api.kind.Kind;
import io.holdfast.api.kind.Policy;
import io.holdfast.api.kind.Repository;
import io.holdfast.host.run.Subject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Kinds by their names. */
public record NamedKinds(List<Kind> all) {
  public NamedKinds {
    all = List.copyOf(all);
  }

  /**
   * The applications, each with what it refers to.
   *
   * @throws UnknownKindException when that is not among these
   */
  public List<Subject> subjects() throws IOException {
    List<Subject> subjects = new ArrayList<>();
    for (Application application : of(Application.class)) {
      subjects.add(subject(application));
    }
    return subjects;
  }

  /**
   * An application with what it refers to.
   *
   * @throws UnknownKindException when one of them is not among these
   */
  public Subject subject(String name) throws IOException {
    return subject(find(Application.class, name));
  }

  private Subject subject(Application application) throws IOException {
    var reference = application.spec().policyRef();
    @Nullable Policy policy = reference == null ? null : find(Policy.class, reference.name());
    return new Subject(application, repository(application.spec().repositoryRef().name()), policy);
  }

  public List<Repository> repositories() {
    return of(Repository.class);
  }

  /**
   * A repository.
   *
   * @throws UnknownKindException when it is not among these
   */
  public Repository repository(String name) throws IOException {
    return find(Repository.class, name);
  }

  /**
   * Any of them.
   *
   * @param type in any case
   * @throws UnknownKindException when it is not among these
   */
  Kind find(String type, String name) throws IOException {
    List<String> kinds = Kind.all().stream().map(kind -> kind.getSimpleName()).toList();
    if (kinds.stream().noneMatch(type::equalsIgnoreCase)) {
      throw UnknownKindException.ofType(type, kinds);
    }
    return find(
        all.stream().filter(kind -> kind.kind().equalsIgnoreCase(type)).toList(), type, name);
  }

  private <K extends Kind> K find(Class<K> type, String name) throws IOException {
    return find(of(type), type.getSimpleName(), name);
  }

  private <K extends Kind> List<K> of(Class<K> type) {
    return all.stream().filter(type::isInstance).map(type::cast).toList();
  }

  private static <K extends Kind> K find(List<K> some, String type, String name)
      throws IOException {
    return some.stream()
        .filter(kind -> kind.name().equals(name))
        .findFirst()
        .orElseThrow(
            () -> new UnknownKindException(type, name, some.stream().map(Kind::name).toList()));
  }
}
