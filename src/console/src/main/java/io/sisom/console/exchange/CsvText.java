package io.sisom.console.exchange;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** The characters of a CSV file: UTF-8 or, as spreadsheets' "Unicode text", UTF-16. */
final class CsvText {
  private static final int LOOK = 4;

  private CsvText() {}

  /** A reader after the byte order mark, which throws where the bytes are not of the encoding. */
  static Reader of(InputStream bytes) throws IOException {
    InputStream in = new BufferedInputStream(bytes);
    in.mark(LOOK);
    byte[] head = in.readNBytes(LOOK);
    in.reset();
    int mark = 0;
    Charset charset = StandardCharsets.UTF_8;
    if (starts(head, 0xEF, 0xBB, 0xBF)) {
      mark = 3;
    } else if (starts(head, 0xFF, 0xFE) || starts(head, 0xFE, 0xFF)) {
      mark = 2;
      charset = starts(head, 0xFF, 0xFE) ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
    } else if (head.length > 1 && (head[0] == 0) != (head[1] == 0)) {
      charset = head[1] == 0 ? StandardCharsets.UTF_16LE : StandardCharsets.UTF_16BE;
    }
    in.skipNBytes(mark);
    return new InputStreamReader(
        in,
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  private static boolean starts(byte[] head, int... bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (head.length <= i || (head[i] & 0xff) != bytes[i]) {
        return false;
      }
    }
    return true;
  }
}
