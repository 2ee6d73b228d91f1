package io.holdfast.api.apply;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.api.kind.Kind;
import io.holdfast.schema.Documents;
import io.holdfast.schema.Json;
import io.holdfast.schema.bind.UnknownFields;
import io.holdfast.schema.document.Bounds;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class SamplesTest {

  static Stream<Kind> samples() throws IOException {
    return Applying.apply(Applying.samples(), Applying.ALONE).orThrow().kinds().stream();
  }

  @Test
  void there_is_one_of_every_kind_and_they_are_right_together() throws IOException {
    assertThat(samples().map(Object::getClass)).containsAll(Kind.all()).hasSize(Kind.all().size());
  }

  @ParameterizedTest
  @MethodSource("samples")
  void a_kind_reads_back_from_json_as_it_was(Kind kind) {
    assertThat(Json.read(Json.write((Record) kind), kind.getClass()).orThrow()).isEqualTo(kind);
  }

  @ParameterizedTest
  @MethodSource("samples")
  void a_kind_reads_back_from_yaml_as_it_was(Kind kind) {
    var yaml = Documents.yaml((Record) kind).getBytes(UTF_8);

    var read = Documents.read("f.yaml", yaml, Bounds.DEFAULT).orThrow().getFirst();

    assertThat(read.as(kind.getClass(), UnknownFields.REFUSE).orThrow()).isEqualTo(kind);
  }
}
