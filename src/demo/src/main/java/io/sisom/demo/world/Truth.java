package io.sisom.demo.world;

/**
 * What is true of a simulated frame, and what an annotator would say.
 *
 * @param kind label of the object before the camera, also while a fault hides it
 * @param known whether the bundled network was trained on that kind
 * @param fault what is wrong with the camera
 */
public record Truth(String kind, boolean known, CameraFault fault) {
  /** Whether a detector should call this frame novel: an unknown kind, or a faulty camera. */
  public boolean novel() {
    return !known || fault != CameraFault.NONE;
  }

  /** What the frame shows at first sight: the fault if there is one, else the kind. */
  public String label() {
    return fault == CameraFault.NONE ? kind : fault.label();
  }
}
