package io.sisom.network;

import ai.djl.pytorch.jni.LibUtils;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import java.nio.file.Path;

/**
 * PyTorch's own switch for TF32 in convolutions, of this process. By itself PyTorch lets cuDNN cut
 * the inputs of float32 convolutions to ten bits and nothing else ({@code
 * torch.backends.cudnn.allow_tf32}); DJL has no way to that switch and TorchScript neither, so it
 * is called where libtorch exports it. Matrix products stay in float32, as PyTorch has them.
 */
final class Tf32Switch {
  /** {@code at::globalContext()}. */
  private static final String CONTEXT = "_ZN2at13globalContextEv";

  /** {@code at::Context::setAllowTF32CuDNN(bool)}. */
  private static final String ALLOW = "_ZN2at7Context17setAllowTF32CuDNNEb";

  /** {@code at::Context::allowTF32CuDNN() const}, up to PyTorch 2.8. */
  private static final String ALLOWED = "_ZNK2at7Context14allowTF32CuDNNEv";

  private final NativeLibrary torch;
  private final Pointer context;

  private Tf32Switch(NativeLibrary torch, Pointer context) {
    this.torch = torch;
    this.context = context;
  }

  /**
   * Of the PyTorch that is loaded.
   *
   * @throws UnsatisfiedLinkError where that PyTorch has no such switch
   */
  static Tf32Switch ofLoadedEngine() {
    Path library = Path.of(LibUtils.getLibtorchPath(), System.mapLibraryName("torch_cpu"));
    NativeLibrary torch = NativeLibrary.getInstance(library.toString());
    Pointer context = torch.getFunction(CONTEXT).invokePointer(new Object[0]);
    return new Tf32Switch(torch, context);
  }

  /** From the next convolution on. */
  void allow(boolean tf32) {
    torch.getFunction(ALLOW).invokeVoid(new Object[] {context, tf32 ? 1 : 0});
  }

  /** Whether it is allowed. */
  boolean isAllowed() {
    return (torch.getFunction(ALLOWED).invokeInt(new Object[] {context}) & 0xFF) != 0;
  }
}
