package io.sisom.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** The program for a device is code: it is loaded only where it is the one that was built in. */
class DeviceProgramTest {

  @Test
  void theProgramThatWasBuiltInIsTaken() throws IOException {
    byte[] file = file();
    assertThat(DeviceProgram.verified(new ByteArrayInputStream(file))).isEqualTo(file);
  }

  @Test
  void aProgramWithOneBitChangedIsRefusedBeforeItIsLoaded() throws IOException {
    byte[] file = file();
    file[file.length / 2] ^= 1;
    assertThatThrownBy(() -> DeviceProgram.verified(new ByteArrayInputStream(file)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("device.pt is not the one this program was built with");
  }

  @Test
  void aProgramOfAnotherLengthIsRefused() {
    assertThatThrownBy(() -> DeviceProgram.verified(InputStream.nullInputStream()))
        .hasMessageContaining("not the one");
    assertThatThrownBy(() -> DeviceProgram.verified(new ByteArrayInputStream(new byte[2 << 20])))
        .hasMessageContaining("not the one");
  }

  @Test
  void aMissingProgramIsTold() {
    assertThatThrownBy(() -> DeviceProgram.verified(null))
        .hasMessage("device.pt is not beside the program's classes");
  }

  private static byte[] file() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(DeviceProgram.class.getResourceAsStream("device.pt"))) {
      return in.readAllBytes();
    }
  }
}
