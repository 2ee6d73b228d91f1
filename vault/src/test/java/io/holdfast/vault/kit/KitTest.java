package io.holdfast.vault.kit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a kit says, as text, as JSON and on paper. */
final class KitTest {
  private static final int SCALE = 4;

  private static RecoveryKit kit(String location, String password) {
    return new RecoveryKit(
        new RecoveryKit.Access(
            "main",
            location,
            "ab".repeat(32),
            RecoveryKit.fingerprint("ab".repeat(32), "cd".repeat(32)),
            password,
            List.of(new RecoveryKit.Credential("AWS_ACCESS_KEY_ID", "the file /etc/id"))),
        List.of(
            new RecoveryKit.Place("shop", "orders", "/srv/shop's orders"),
            new RecoveryKit.Place("shop", "images", "/srv/images")),
        "machine",
        Instant.parse("2026-11-29T04:15:00Z"));
  }

  /** What a phone reads from each image of a page. */
  private static List<String> scanned(String page) throws Exception {
    var texts = new ArrayList<String>();
    var image = Pattern.compile("viewBox=\"0 0 (\\d+) \\d+\".*? d=\"([^\"]*)\"").matcher(page);
    while (image.find()) {
      int side = Integer.parseInt(image.group(1)) * SCALE;
      var pixels = new int[side * side];
      Arrays.fill(pixels, 0xffffff);
      var module = Pattern.compile("M(\\d+) (\\d+)h1v1h-1z").matcher(image.group(2));
      while (module.find()) {
        int x = Integer.parseInt(module.group(1)) * SCALE;
        int y = Integer.parseInt(module.group(2)) * SCALE;
        for (int row = y; row < y + SCALE; row++) {
          Arrays.fill(pixels, row * side + x, row * side + x + SCALE, 0);
        }
      }
      var bitmap =
          new BinaryBitmap(new HybridBinarizer(new RGBLuminanceSource(side, side, pixels)));
      texts.add(new QRCodeReader().decode(bitmap).getText());
    }
    return texts;
  }

  @Test
  void the_codes_on_the_page_give_the_key_and_everything_to_open_the_repository() throws Exception {
    var kit = kit("/srv/backup", "correct horse ä");

    assertThat(scanned(KitPage.of(kit)))
        .containsExactly("correct horse ä", KitText.compact(kit.access()));
  }

  @Test
  void what_does_not_fit_one_code_is_in_several_that_put_together_are_it() throws Exception {
    var kit = kit("/srv/" + "längs/".repeat(200), "correct horse");

    var page = KitPage.of(kit);

    var scanned = scanned(page);
    assertThat(scanned).hasSizeGreaterThan(3);
    assertThat(String.join("", scanned.subList(1, scanned.size())))
        .isEqualTo(KitText.compact(kit.access()));
    assertThat(page).contains("part 1 of %d".formatted(scanned.size() - 1));
  }

  @Test
  void the_page_needs_nothing_but_itself_and_escapes_what_it_is_given() {
    var page = KitPage.of(kit("/srv/<script>\"&", "a<b"));

    assertThat(page).doesNotContain("<script").doesNotContain("href").doesNotContain(" src=");
    assertThat(page).contains("/srv/&lt;script&gt;&quot;&amp;").contains("a&lt;b");
    assertThat(page).contains("size: A4");
  }

  @Test
  void the_text_has_everything_and_its_commands_are_for_a_shell() {
    var text = KitText.plain(kit("/srv/back up", "correct horse"));

    assertThat(text)
        .contains("correct horse", "ab".repeat(32), "AWS_ACCESS_KEY_ID, from the file /etc/id")
        .contains(
            "$ restic -r '/srv/back up' --password-file key restore latest:/volumes/orders --tag"
                + " holdfast-point,application=shop --target '/srv/shop'\\''s orders'")
        .contains("$ holdfast point restore shop newest --mode swap --no-probe")
        .contains(KitText.WARNING);
  }

  @Test
  void a_kit_reads_back_from_its_json_and_prints_no_key_by_accident() throws Exception {
    var kit = kit("/srv/backup", "correct horse");

    assertThat(KitText.read("kit", KitText.json(kit))).isEqualTo(kit);
    assertThat(kit.toString()).doesNotContain("correct horse");
    assertThatThrownBy(() -> KitText.read("kit", new byte[] {'{', '}'}))
        .isInstanceOf(IOException.class)
        .hasMessageStartingWith("kit is no recovery kit");
  }

  @Test
  void the_fingerprint_is_another_one_with_another_key_or_repository() {
    var fingerprint = RecoveryKit.fingerprint("a", "b");

    assertThat(fingerprint).hasSize(32).isNotEqualTo(RecoveryKit.fingerprint("a", "c"));
    assertThat(fingerprint).isNotEqualTo(RecoveryKit.fingerprint("c", "b"));
  }
}
