package io.holdfast.rules;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;

/**
 * A checkout made for one test: a few sources, compiled the way Maven lays them out.
 *
 * <p>Every package is null-marked unless the test says otherwise.
 */
final class SmallHouse {
  private static final Pattern PACKAGE = Pattern.compile("package ([\\w.]+);");
  private static final Pattern TYPE = Pattern.compile("(?:class|record|interface|enum) (\\w+)");

  private final Path root;
  private final boolean nullMarked;
  private final Map<String, List<Path>> sources = new LinkedHashMap<>();

  SmallHouse(Path root) {
    this(root, true);
  }

  SmallHouse(Path root, boolean nullMarked) {
    this.root = root;
    this.nullMarked = nullMarked;
  }

  /** Adds a source file with one type to a module. */
  SmallHouse with(String module, String source) throws IOException {
    var packageName = first(PACKAGE, source);
    var directory = root.resolve(module).resolve("src").resolve(packageName.replace('.', '/'));
    Files.createDirectories(directory);
    var files = sources.computeIfAbsent(module, _ -> new ArrayList<>());
    files.add(Files.writeString(directory.resolve(first(TYPE, source) + ".java"), source));
    var marker = directory.resolve("package-info.java");
    if (nullMarked && !files.contains(marker)) {
      var text = "@org.jspecify.annotations.NullMarked package %s;".formatted(packageName);
      files.add(Files.writeString(marker, text));
    }
    return this;
  }

  Checkout compiled() throws IOException {
    var pom = new StringBuilder();
    for (var module : sources.keySet()) {
      pom.append("<module>").append(module).append("</module>\n");
      Files.createDirectories(Checkout.classDirectory(root, module));
    }
    Files.writeString(root.resolve("pom.xml"), pom);
    for (var module : sources.keySet()) {
      compile(module);
    }
    return Checkout.read(root);
  }

  private void compile(String module) throws IOException {
    var compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler());
    try (var files = compiler.getStandardFileManager(null, null, null)) {
      var everySource = sources.keySet().stream().map(this::sourcePath).collect(joining(":"));
      var options =
          List.of(
              "-proc:none",
              "-implicit:none",
              "-d",
              Checkout.classDirectory(root, module).toString(),
              "-sourcepath",
              everySource);
      var units = files.getJavaFileObjectsFromPaths(sources.getOrDefault(module, List.of()));
      assertThat(compiler.getTask(null, files, null, options, null, units).call())
          .as("the test's own sources compile")
          .isTrue();
    }
  }

  private String sourcePath(String module) {
    return root.resolve(module).resolve("src").toString();
  }

  private static String first(Pattern pattern, String source) {
    var matcher = pattern.matcher(source);
    assertThat(matcher.find()).isTrue();
    return matcher.group(1);
  }
}
