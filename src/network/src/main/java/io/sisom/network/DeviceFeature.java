package io.sisom.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.IValue;
import io.sisom.method.Enhancement;
import io.sisom.method.FeatureMap;
import io.sisom.method.LeanFeature;
import io.sisom.method.SalientLeanFeature;
import io.sisom.method.TapLayout;
import java.util.List;
import java.util.stream.LongStream;

/** Makes features on a device: in float64, each unit within one float32 step of Java's. */
interface DeviceFeature {
  /** Features of a batch; {@code gradients} is not read where the feature needs none. */
  NDArray of(NDManager into, NDArray taps, NDArray gradients);

  /** As {@code map} makes them; what it needs is kept in {@code manager}. */
  static DeviceFeature of(DeviceProgram program, NDManager manager, FeatureMap map) {
    if (map instanceof Enhancement enhancement) {
      return enhanced(program, manager, enhancement);
    }
    if (map instanceof LeanFeature lean) {
      return lean(program, manager, lean);
    }
    if (map instanceof SalientLeanFeature both) {
      DeviceFeature lean = lean(program, manager, both.lean());
      DeviceFeature salient = enhanced(program, manager, both.salient());
      return (into, activations, gradients) ->
          lean.of(into, activations, gradients)
              .concat(salient.of(into, activations, gradients).mul(both.scale()), 1);
    }
    throw new IllegalStateException("no device makes features by " + map.getClass());
  }

  private static DeviceFeature enhanced(
      DeviceProgram program, NDManager manager, Enhancement enhancement) {
    List<Double> alphas = enhancement.steepness().alphas();
    List<TapLayout.Tap> all = enhancement.layout().taps();
    List<TapLayout.Tap> taps =
        all.stream().filter(tap -> alphas.get(all.indexOf(tap)) > 0).toList();
    double[] half =
        taps.stream()
            .flatMapToDouble(
                tap ->
                    LongStream.range(0, tap.width())
                        .mapToDouble(unit -> alphas.get(all.indexOf(tap)) / 2))
            .toArray();
    NDArray units = manager.create(units(taps));
    NDArray steepness = manager.create(half);
    NDArray none = manager.create(new Shape(0));
    return (into, activations, gradients) ->
        program.one(
            into,
            "enhanced",
            TorchCalls.of(activations),
            TorchCalls.of(enhancement.needsGradients() ? gradients : none),
            TorchCalls.of(units),
            TorchCalls.of(steepness));
  }

  private static DeviceFeature lean(DeviceProgram program, NDManager manager, LeanFeature lean) {
    List<TapLayout.Tap> taps =
        lean.layout().taps().stream().filter(tap -> lean.taps().contains(tap.name())).toList();
    double[] member = new double[Math.multiplyExact(lean.width(), taps.size())];
    int unit = 0;
    for (int t = 0; t < taps.size(); t++) {
      for (int u = 0; u < taps.get(t).width(); u++) {
        member[unit++ * taps.size() + t] = 1;
      }
    }
    NDArray units = manager.create(units(taps));
    NDArray members = manager.create(member, new Shape(lean.width(), taps.size()));
    return (into, activations, gradients) ->
        program.one(
            into,
            "lean",
            TorchCalls.of(activations),
            TorchCalls.of(units),
            TorchCalls.of(members),
            IValue.from(lean.root()));
  }

  private static long[] units(List<TapLayout.Tap> taps) {
    return taps.stream()
        .flatMapToLong(tap -> LongStream.range(tap.offset(), tap.offset() + tap.width()))
        .toArray();
  }
}
