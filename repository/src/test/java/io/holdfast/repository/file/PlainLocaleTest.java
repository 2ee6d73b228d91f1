package io.holdfast.repository.file;

import static io.holdfast.repository.file.Names.name;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainLocaleTest {
  private static final byte[] UMLAUT = name("\u00c3\u00bc");
  private static final byte[] NO_TEXT = name("\u00ff\n");

  @TempDir Path folder;

  /** Run in a process of its own, whose locale knows ASCII alone. */
  static final class Child {
    private Child() {}

    public static void main(String[] arguments) throws IOException {
      try (Directory directory = Directory.open(BytePath.of(arguments[0]))) {
        for (byte[] name : directory.names()) {
          try (OpenFile file = directory.openRead(name)) {
            byte[] content = new byte[10];
            int length = file.read(0, content, 0, 10);
            directory
                .createFile(HexFormat.of().formatHex(name).getBytes(StandardCharsets.UTF_8), 0600)
                .close();
            directory.createSymlink(name("from-" + length), name);
          }
        }
      }
      System.exit(System.getProperty("sun.jnu.encoding").equals("UTF-8") ? 3 : 0);
    }
  }

  @Test
  void names_keep_their_bytes_where_the_locale_is_plain_c() throws Exception {
    try (Directory directory = Names.open(folder)) {
      try (OpenFile umlaut = directory.createFile(UMLAUT, 0600);
          OpenFile noText = directory.createFile(NO_TEXT, 0600)) {
        umlaut.write(0, new byte[2], 0, 2);
        noText.write(0, new byte[3], 0, 3);
      }

      assertThat(runChildInPlainLocale()).isZero();

      assertThat(directory.readLink(name("from-2"))).isEqualTo(UMLAUT);
      assertThat(directory.readLink(name("from-3"))).isEqualTo(NO_TEXT);
      assertThat(directory.find(name("c3bc"))).isPresent();
      assertThat(directory.find(name("ff0a"))).isPresent();
    }
  }

  private int runChildInPlainLocale() throws IOException, InterruptedException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    ProcessBuilder child =
        new ProcessBuilder(
                java,
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                Child.class.getName(),
                folder.toString())
            .inheritIO();
    child.environment().keySet().removeIf(key -> key.startsWith("LC_") || key.equals("LANG"));
    child.environment().put("LC_ALL", "C");
    return child.start().waitFor();
  }
}
