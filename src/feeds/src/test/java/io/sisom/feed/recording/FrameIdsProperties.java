package io.sisom.feed.recording;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class FrameIdsProperties {
  @Property
  void namesDifferAndDoNotDependOnWhereAFeedWasInterrupted(
      @ForAll @Size(max = 60) List<@LongRange(min = 0, max = 20) Long> stamps,
      @ForAll @IntRange(min = 0, max = 60) int cut) {
    FrameIds whole = new FrameIds("camera");
    List<String> expected = stamps.stream().map(whole::next).toList();
    assertThat(expected).doesNotHaveDuplicates();

    FrameIds first = new FrameIds("camera");
    int at = Math.min(cut, stamps.size());
    List<String> resumed =
        new ArrayList<>(stamps.subList(0, at).stream().map(first::next).toList());
    FrameIds second = new FrameIds("camera", first.stamps(), first.seen());
    stamps.subList(at, stamps.size()).stream().map(second::next).forEach(resumed::add);
    assertThat(resumed).isEqualTo(expected);
  }

  @Property
  void whatIsRememberedIsBounded(@ForAll @Size(max = 200) List<@LongRange(min = 0) Long> stamps) {
    FrameIds ids = new FrameIds("camera");
    stamps.forEach(ids::next);
    assertThat(ids.stamps()).hasSizeLessThanOrEqualTo(FrameIds.MAX_STAMPS);
  }
}
