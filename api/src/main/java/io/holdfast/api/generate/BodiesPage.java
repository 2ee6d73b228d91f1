package io.holdfast.api.generate;

import io.holdfast.api.platform.Operation;
import io.holdfast.api.platform.Operations;
import io.holdfast.schema.shape.Shape;
import io.holdfast.schema.shape.Shapes;

/** The reference of what the HTTP API takes and answers, in Markdown. */
public final class BodiesPage {
  private static final String HEAD =
      """
      # What the HTTP API takes and answers

      The fields of every question and answer of [the HTTP API](http-api.md); this page is generated from the records that they are
      read into. A GET or DELETE takes its question in the query, a POST as a JSON object in the body. What stands in the path is left
      out here. A field in **bold** must be there. In an answer, lists are there when they are empty, and other fields without a value
      are absent. Times have a unit of d, h, m, s or ms.
      """;

  private BodiesPage() {}

  public static String markdown() {
    var page = new StringBuilder(HEAD);
    for (Operation<?, ?> operation : Operations.all()) {
      page.append("\n## `").append(operation.name()).append("`\n\n");
      var question = (Shape.RecordOf) Shapes.of(operation.question());
      if (question.fields().size() > operation.variables().size()) {
        page.append("Takes:\n\n")
            .append(FieldTable.of(question, field -> !operation.variables().contains(field.name())))
            .append('\n');
      }
      page.append("Answers:\n\n");
      page.append(FieldTable.of(Shapes.of(operation.answer()), _ -> true));
    }
    return page.toString();
  }
}
