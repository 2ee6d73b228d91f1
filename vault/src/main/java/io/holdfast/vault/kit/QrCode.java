package io.holdfast.vault.kit;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.zxing.EncodeHintType;
import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A QR code (ISO/IEC 18004) as an SVG image.
 *
 * @param label what people read below it
 * @param text what it says
 */
record QrCode(String label, String text) {
  /**
   * Bytes in one code: at this many a module of a code 60 mm wide is still 0.7 mm, which any phone
   * reads from paper.
   */
  static final int MOST = 500;

  /** White around a code, in modules, as the standard asks for. */
  private static final int QUIET = 4;

  /** The codes of a kit: its key by itself, and everything to open the repository. */
  static List<QrCode> of(RecoveryKit kit) {
    List<QrCode> codes = new ArrayList<>();
    List<String> keys = split(kit.access().password());
    for (int i = 0; i < keys.size(); i++) {
      codes.add(new QrCode("Key" + part(i, keys.size()), keys.get(i)));
    }
    List<String> parts = split(KitText.compact(kit.access()));
    for (int i = 0; i < parts.size(); i++) {
      codes.add(new QrCode("Access, as JSON" + part(i, parts.size()), parts.get(i)));
    }
    return codes;
  }

  private static String part(int index, int count) {
    return count == 1 ? "" : ", part %d of %d: put all together".formatted(index + 1, count);
  }

  /** Pieces that together are the text, none of which cuts a character. */
  static List<String> split(String text) {
    List<String> pieces = new ArrayList<>();
    StringBuilder piece = new StringBuilder();
    int bytes = 0;
    for (int point : text.codePoints().toArray()) {
      String character = Character.toString(point);
      int length = character.getBytes(UTF_8).length;
      if (bytes + length > MOST) {
        pieces.add(piece.toString());
        piece.setLength(0);
        bytes = 0;
      }
      piece.append(character);
      bytes += length;
    }
    pieces.add(piece.toString());
    return pieces;
  }

  /** The image; one module is one unit. */
  String svg() {
    ByteMatrix modules = modules();
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < modules.getHeight(); y++) {
      for (int x = 0; x < modules.getWidth(); x++) {
        if (modules.get(x, y) == 1) {
          path.append("M%d %dh1v1h-1z".formatted(x + QUIET, y + QUIET));
        }
      }
    }
    int size = modules.getWidth() + 2 * QUIET;
    return """
    <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" shape-rendering="crispEdges" role="img">\
    <rect width="%d" height="%d" fill="#fff"/><path fill="#000" d="%s"/></svg>\
    """
        .formatted(size, size, size, size, path);
  }

  private ByteMatrix modules() {
    try {
      return Encoder.encode(
              text, ErrorCorrectionLevel.M, Map.of(EncodeHintType.CHARACTER_SET, UTF_8.name()))
          .getMatrix();
    } catch (WriterException impossible) {
      throw new IllegalStateException("%d bytes fit a QR code".formatted(MOST), impossible);
    }
  }
}
