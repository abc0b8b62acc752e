package org.trouw;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Made-up programmes and hostile records, each with the decision that the C ABI gave: the same to the byte. The
 * environment variable TROUW_AGREE names the folder that tests/reach/agree.py --keep left.
 */
class AgreeTest {
  @Test
  void theSameAsC() throws IOException {
    String folder = System.getenv("TROUW_AGREE");
    assumeTrue(folder != null, "TROUW_AGREE names no folder");
    int decided = 0;
    try (var cases = Files.list(Path.of(folder))) {
      for (Path made : cases.sorted().toList()) {
        decided += decide(made);
      }
    }
    assertTrue(decided > 100, decided + " records were decided");
  }

  private static int decide(Path folder) throws IOException {
    List<String> records = Files.readAllLines(folder.resolve("records.ndjson"));
    List<String> expected = Files.readAllLines(folder.resolve("decisions.ndjson"));
    LocalDate day = LocalDate.parse(Files.readString(folder.resolve("day")));
    int decided = 0;
    try (Programme programme = Programme.load(folder); Engine engine = programme.on(day)) {
      for (int i = 0; i < records.size(); ++i) {
        String made = "";
        try {
          made = engine.decide(records.get(i)).text();
          ++decided;
        } catch (TrouwException wrong) {
          assertTrue(wrong.code() == TrouwException.Code.BAD_VALUE || wrong.code() == TrouwException.Code.UNDECIDABLE,
              wrong.code() + ": " + wrong.getMessage());
        }
        assertEquals(expected.get(i), made, folder + ", record " + i);
      }
    }
    return decided;
  }
}
