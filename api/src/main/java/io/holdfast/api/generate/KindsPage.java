package io.holdfast.api.generate;

import io.holdfast.api.kind.Kind;
import io.holdfast.schema.document.Node;
import io.holdfast.schema.shape.Shape;
import io.holdfast.schema.shape.Shapes;
import io.holdfast.schema.text.JsonWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

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
    var rows = new ArrayList<String>();
    rows(field.shape(), "", rows);
    page.append("\n### ").append(kind).append(' ').append(field.name()).append("\n\n");
    page.append("| field | type | default | meaning |\n|---|---|---|---|\n");
    rows.forEach(page::append);
  }

  private static void rows(Shape shape, String prefix, List<String> rows) {
    switch (shape) {
      case Shape.RecordOf record -> {
        for (var field : record.fields()) {
          var path = prefix + field.name();
          rows.add(row(path, field));
          rows(field.shape(), path + ".", rows);
        }
      }
      case Shape.OneOf oneOf -> {
        for (var known : oneOf.cases()) {
          var path = prefix + known.name();
          rows.add("| `%s` | object | | %s |\n".formatted(path, known.shape().doc()));
          rows(known.shape(), path + ".", rows);
        }
      }
      case Shape.ListOf list -> rows(list.item(), prefix.replaceFirst("\\.$", "[]."), rows);
      case Shape.MapOf map -> rows(map.value(), prefix.replaceFirst("\\.$", ".NAME."), rows);
      case Shape.Text _,
          Shape.Whole _,
          Shape.Flag _,
          Shape.Choice _,
          Shape.Moment _,
          Shape.Day _,
          Shape.Span _,
          Shape.Zone _,
          Shape.Parsed _ -> {}
    }
  }

  private static String row(String path, Shape.Field field) {
    var name = "`" + path + "`";
    var required = field.presence() instanceof Shape.Presence.Required;
    var fallback =
        field.presence() instanceof Shape.Presence.Defaulted(var value) ? fallback(value) : "";
    return "| %s | %s | %s | %s%s |\n"
        .formatted(
            required ? "**" + name + "**" : name,
            type(field.shape()),
            fallback,
            field.doc().isEmpty() ? doc(field.shape()) : field.doc(),
            choices(field.shape()));
  }

  private static String fallback(Node value) {
    return switch (value) {
      case Node.Text(_, var text) -> "`" + text + "`";
      case Node.Entries(_, var entries) when entries.isEmpty() -> "";
      case Node.Numeral _, Node.Flag _, Node.Nothing _, Node.Items _, Node.Entries _ ->
          "`" + JsonWriter.compact(value) + "`";
    };
  }

  private static String doc(Shape shape) {
    return switch (shape) {
      case Shape.Parsed parsed -> parsed.doc();
      case Shape.RecordOf record -> record.doc();
      case Shape.OneOf oneOf -> oneOf.doc();
      case Shape.Text _,
          Shape.Whole _,
          Shape.Flag _,
          Shape.Choice _,
          Shape.Moment _,
          Shape.Day _,
          Shape.Span _,
          Shape.Zone _,
          Shape.ListOf _,
          Shape.MapOf _ ->
          "";
    };
  }

  private static String type(Shape shape) {
    return switch (shape) {
      case Shape.Text _ -> "text";
      case Shape.Whole(var least, var most, _) -> "number" + range(least, most);
      case Shape.Flag _ -> "true or false";
      case Shape.Choice _ -> "choice";
      case Shape.Moment _ -> "moment";
      case Shape.Day _ -> "day";
      case Shape.Span _ -> "time";
      case Shape.Zone _ -> "time zone";
      case Shape.Parsed parsed -> words(parsed.type().getSimpleName());
      case Shape.ListOf list -> "list of " + type(list.item());
      case Shape.MapOf map -> "map of " + type(map.value());
      case Shape.RecordOf _ -> "object";
      case Shape.OneOf _ -> "one of";
    };
  }

  private static String range(long least, long most) {
    var isBelow = most < Integer.MAX_VALUE;
    var isAbove = least > Integer.MIN_VALUE;
    if (isAbove && isBelow) {
      return " %d–%d".formatted(least, most);
    }
    return isAbove ? " from " + least : "";
  }

  /** {@code SecretReference} is a "secret reference". */
  private static String words(String name) {
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
  }

  private static String choices(Shape shape) {
    if (!(shape instanceof Shape.Choice choice)) {
      return "";
    }
    return choice.constants().entrySet().stream()
        .map(constant ->
            constant.getValue().doc().isEmpty()
                ? "`%s`".formatted(constant.getKey())
                : "`%s`: %s".formatted(constant.getKey(), constant.getValue().doc()))
        .collect(Collectors.joining(" ", " ", ""));
  }
}
