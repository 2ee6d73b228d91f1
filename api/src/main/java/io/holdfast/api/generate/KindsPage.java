package io.holdfast.api.generate;

import io.holdfast.api.kind.Kind;
import io.holdfast.schema.shape.Shape;
import io.holdfast.schema.shape.Shapes;

/** The reference of the kinds, in Markdown: every field with its type, default and meaning. */
public final class KindsPage {
  private static final String HEAD =
      """
      # Kinds

      What people declare, in files on one machine and as custom resources on a cluster. This page is generated from the records
      that documents are read into. Every document begins with `apiVersion: API_VERSION` and its `kind`; a file may hold several.
      `holdfast apply` takes all documents of a call or none, and says of each mistake the file, line, column, what was found and
      what was expected.

      A field in **bold** must be there. Times such as `24h` have a unit of d, h, m, s or ms; sizes such as `10MiB` one of B, KiB,
      MiB, GiB, TiB, kB, MB, GB, TB. Relative paths are meant from the directory of the file that they stand in.
      """;

  private final StringBuilder page = new StringBuilder();

  private KindsPage() {}

  public static String markdown() {
    var written = new KindsPage();
    written.page.append(HEAD.replace("API_VERSION", Kind.API_VERSION));
    Kind.all().forEach(written::kind);
    return written.page.toString();
  }

  private void kind(Class<? extends Kind> type) {
    var shape = (Shape.RecordOf) Shapes.of(type);
    var resource = Kind.resource(type);
    page.append(
        """

        ## %s

        %s On a cluster: `%s`, short `%s`.
        """
            .formatted(type.getSimpleName(), shape.doc(), resource.plural(), resource.shortName()));
    shape.fields().forEach(field -> part(type.getSimpleName(), field));
  }

  private void part(String kind, Shape.Field field) {
    page.append("\n### ").append(kind).append(' ').append(field.name()).append("\n\n");
    page.append(FieldTable.of(field.shape(), _ -> true));
  }
}
