package io.holdfast.server.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.api.platform.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RoutesTest {
  private static final Handler NOTHING = _ -> Response.nothing();
  private static final Route LIST = Route.get("/v1/tokens", Role.ADMIN, NOTHING);
  private static final Route REMOVE = Route.delete("/v1/tokens/{name}", Role.ADMIN, NOTHING);
  private static final Routes ROUTES = new Routes(List.of(LIST, REMOVE));

  @Test
  void finds_a_route_with_its_variables() {
    assertThat(ROUTES.find("DELETE", List.of("v1", "tokens", "a/b")))
        .isEqualTo(new Routes.Match.Found(REMOVE, Map.of("name", "a/b")));
  }

  @Test
  void answers_head_as_get() {
    assertThat(ROUTES.find("HEAD", List.of("v1", "tokens")))
        .isEqualTo(new Routes.Match.Found(LIST, Map.of()));
  }

  @Test
  void names_the_methods_of_a_path() {
    assertThat(ROUTES.find("BREW", List.of("v1", "tokens")))
        .isInstanceOfSatisfying(
            Routes.Match.OtherMethods.class,
            other -> assertThat(other.words()).isEqualTo("GET, HEAD"));
  }

  @Test
  void finds_nothing_at_other_paths() {
    assertThat(ROUTES.find("GET", List.of("v1"))).isEqualTo(new Routes.Match.Nothing());
    assertThat(ROUTES.find("GET", List.of("v1", "tokens", "")))
        .isEqualTo(new Routes.Match.Nothing());
  }

  @Test
  void refuses_two_routes_of_one_path() {
    var again = Route.delete("/v1/tokens/{other}", Role.VIEWER, NOTHING);

    assertThatThrownBy(() -> new Routes(List.of(REMOVE, again)))
        .hasMessageContaining("DELETE /v1/tokens/{other}");
  }
}
