package io.holdfast.schema.shape;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.schema.annotation.AsText;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ShapesTest {

  record Tree(List<Tree> branches) {}

  record Bag(Set<String> members) {}

  @AsText(expected = "anything")
  record Mute(String text) {}

  record Holder(Mute mute) {}

  @Test
  void a_record_that_holds_itself_is_no_document() {
    assertThatThrownBy(() -> Shapes.of(Tree.class)).hasMessageContaining("it holds itself");
  }

  @Test
  void a_type_that_no_document_holds_is_named_with_its_component() {
    assertThatThrownBy(() -> Shapes.of(Bag.class))
        .hasMessageContaining("component members of " + Bag.class.getName());
  }

  @Test
  void a_type_that_is_text_needs_a_way_to_read_it() {
    assertThatThrownBy(() -> Shapes.of(Holder.class))
        .hasMessageContaining("expected a static Mute parse(String)");
  }

  @Test
  void a_class_is_no_document() {
    assertThatThrownBy(() -> Shapes.of(Object.class))
        .hasMessageContaining("expected a record or a sealed interface of records");
  }
}
