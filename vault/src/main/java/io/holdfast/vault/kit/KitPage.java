package io.holdfast.vault.kit;

/** A kit as one page to print, which needs nothing else: no script, no font, no network. */
public final class KitPage {
  private static final String HEAD =
      """
      <!DOCTYPE html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
      <title>Holdfast recovery kit</title>
      <style>
      @page { size: A4; margin: 15mm }
      body { font: 10.5pt/1.4 sans-serif; color: #000; background: #fff; max-width: 180mm; margin: 0 auto }
      h1 { font-size: 18pt } h2 { font-size: 13pt; break-after: avoid }
      .warning { border: 1pt solid #000; padding: 3mm; font-weight: bold }
      table { border-collapse: collapse } th { text-align: left; padding-right: 5mm; vertical-align: top }
      td, code { font-family: monospace; overflow-wrap: anywhere; white-space: pre-wrap }
      pre { margin: 1mm 0 2mm; white-space: pre-wrap; overflow-wrap: anywhere }
      li, figure { break-inside: avoid }
      figure { display: inline-block; width: 60mm; margin: 4mm 8mm 4mm 0; vertical-align: top }
      figure svg { width: 60mm; height: 60mm; border: 0.3pt solid #999 } figcaption { font-size: 9pt }
      </style>
      </head>
      <body>
      <h1>Holdfast recovery kit</h1>
      """;

  private KitPage() {}

  /** The page. */
  public static String of(RecoveryKit kit) {
    StringBuilder page = new StringBuilder(HEAD);
    page.append("<p class=\"warning\">").append(escaped(KitText.WARNING)).append("</p>\n<table>\n");
    for (KitText.Line line : KitText.lines(kit)) {
      page.append(
          "<tr><th>%s</th><td>%s</td></tr>\n"
              .formatted(escaped(line.label()), escaped(line.value())));
    }
    page.append("</table>\n<div>\n");
    for (QrCode code : QrCode.of(kit)) {
      page.append(
          "<figure>%s<figcaption>%s</figcaption></figure>\n"
              .formatted(code.svg(), escaped(code.label())));
    }
    page.append("</div>\n");
    for (Steps steps : Steps.of(kit)) {
      page.append("<h2>%s, on an empty machine</h2>\n<ol>\n".formatted(escaped(steps.title())));
      for (Steps.Step step : steps.steps()) {
        page.append("<li>").append(escaped(step.what()));
        step.commands()
            .forEach(command -> page.append("<pre>").append(escaped(command)).append("</pre>"));
        page.append("</li>\n");
      }
      page.append("</ol>\n");
    }
    return page.append("</body>\n</html>\n").toString();
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
