package io.sisom.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sisom.evaluation.FrameLocation.ImagesIn;
import io.sisom.evaluation.FrameLocation.OnTopic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SetArgumentsTest {
  private final Path folder;
  private final Path records;
  private final Path lists;

  SetArgumentsTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    records = Drawn.records(folder.resolve("ten.bin"), 10);
    lists = folder.resolve("lists.json");
    Files.writeString(lists, "{\"test\":{\"chosen\":[7,2],\"far\":[10],\"bad\":[1,-1]}}");
  }

  @Test
  void aFileIsAllOfItsRecords() {
    assertThat(ids(records.toString(), FrameSet.WHOLE)).hasSize(10).startsWith("ten-0", "ten-1");
  }

  @Test
  void aRangeIncludesBothEnds() {
    assertThat(ids(records + "@2-4", FrameSet.WHOLE)).containsExactly("ten-2", "ten-3", "ten-4");
  }

  @Test
  void aListNamesRecordsByIndex() {
    assertThat(ids(records + "@" + lists + "#test.chosen", FrameSet.WHOLE))
        .containsExactly("ten-2", "ten-7");
  }

  @Test
  void aLimitSpreadsEvenly() {
    assertThat(ids(records.toString(), 3)).containsExactly("ten-0", "ten-4", "ten-7");
  }

  @Test
  void anIndexBeyondTheFileIsRefusedByName() {
    assertThatThrownBy(() -> ids(records + "@" + lists + "#test.far", FrameSet.WHOLE))
        .hasMessageContaining("ten.bin has 10 records")
        .hasMessageContaining("number 10");
  }

  @Test
  void badSelectionsAreRefused() {
    assertThatThrownBy(() -> FrameLocation.parse(records + "@" + lists + "#test.bad"))
        .hasMessageContaining("-1 is no record index");
    assertThatThrownBy(() -> FrameLocation.parse(records + "@" + lists + "#none"))
        .hasMessageContaining("holds no list of record indices at none");
    assertThatThrownBy(() -> FrameLocation.parse(records + "@4-2")).hasMessageContaining("4-2");
    assertThatThrownBy(() -> FrameLocation.parse(folder + "/missing.bin"))
        .hasMessageContaining("missing.bin is no readable file");
  }

  @Test
  void foldersAndTopicsAreLocationsToo() {
    assertThat(FrameLocation.parse(folder.toString())).isEqualTo(new ImagesIn(folder));
    assertThat(FrameLocation.parse("topic:frames")).isEqualTo(new OnTopic("frames"));
  }

  @Test
  void locationsWithoutNameBelongToTheSetBefore() {
    List<FrameSet> sets =
        SetArguments.named(
            Role.NEAR, List.of("a=" + records, records + "@0-1", "b=" + records), FrameSet.WHOLE);

    assertThat(sets).extracting(FrameSet::name).containsExactly("a", "b");
    assertThat(sets.get(0).locations()).hasSize(2);
  }

  @Test
  void aFirstLocationWithoutNameIsRefused() {
    assertThatThrownBy(
            () -> SetArguments.named(Role.FAR, List.of(records.toString()), FrameSet.WHOLE))
        .hasMessageContaining("has no name: expected NAME=FILE");
  }

  private static List<String> ids(String location, long limit) {
    FrameSet set = SetArguments.single("set", Role.ID, List.of(location), limit);
    List<String> ids = new ArrayList<>();
    Drawn.reader(List.of()).read(set, (ordinal, frame) -> ids.add(frame.frame().getFrameId()));
    return ids;
  }
}
