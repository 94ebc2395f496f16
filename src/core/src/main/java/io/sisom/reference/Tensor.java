package io.sisom.reference;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;

/**
 * A dense array in row-major order.
 *
 * @param type of its elements
 * @param shape its dimensions, each at least 0; empty for a scalar
 * @param data little-endian elements, {@code elements * type.bytes()} bytes; a mapped file's
 *     tensors lie outside the heap
 */
public record Tensor(DType type, List<Long> shape, ByteBuffer data) {
  /** Checks that the shape and the bytes agree. */
  public Tensor {
    shape = List.copyOf(shape);
    data = data.slice().order(ByteOrder.LITTLE_ENDIAN);
    if (sizeOf(type, shape) != data.remaining()) {
      throw new IllegalArgumentException(
          type + " tensor of shape " + shape + " cannot have " + data.remaining() + " bytes");
    }
  }

  /** An F32 tensor with a copy of the values. */
  public static Tensor of(float[] values, long... shape) {
    ByteBuffer data = room(values.length, Float.BYTES);
    data.asFloatBuffer().put(values);
    return new Tensor(DType.F32, listOf(shape), data);
  }

  /** An F64 tensor with a copy of the values. */
  public static Tensor of(double[] values, long... shape) {
    ByteBuffer data = room(values.length, Double.BYTES);
    data.asDoubleBuffer().put(values);
    return new Tensor(DType.F64, listOf(shape), data);
  }

  /** An I32 tensor with a copy of the values. */
  public static Tensor of(int[] values, long... shape) {
    ByteBuffer data = room(values.length, Integer.BYTES);
    data.asIntBuffer().put(values);
    return new Tensor(DType.I32, listOf(shape), data);
  }

  /** An I64 tensor with a copy of the values. */
  public static Tensor of(long[] values, long... shape) {
    ByteBuffer data = room(values.length, Long.BYTES);
    data.asLongBuffer().put(values);
    return new Tensor(DType.I64, listOf(shape), data);
  }

  /** A U8 tensor with a copy of the values. */
  public static Tensor of(byte[] values, long... shape) {
    return new Tensor(DType.U8, listOf(shape), ByteBuffer.wrap(values.clone()));
  }

  /** A little-endian view of the bytes with its own position. */
  @Override
  public ByteBuffer data() {
    return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** A copy of the F32 elements. */
  public float[] floats() throws SafetensorsException {
    require(DType.F32);
    float[] values = new float[data.remaining() / Float.BYTES];
    data().asFloatBuffer().get(values);
    return values;
  }

  /** A copy of the F64 elements. */
  public double[] doubles() throws SafetensorsException {
    require(DType.F64);
    double[] values = new double[data.remaining() / Double.BYTES];
    data().asDoubleBuffer().get(values);
    return values;
  }

  /** A copy of the I32 elements. */
  public int[] ints() throws SafetensorsException {
    require(DType.I32);
    int[] values = new int[data.remaining() / Integer.BYTES];
    data().asIntBuffer().get(values);
    return values;
  }

  /** A copy of the I64 elements. */
  public long[] longs() throws SafetensorsException {
    require(DType.I64);
    long[] values = new long[data.remaining() / Long.BYTES];
    data().asLongBuffer().get(values);
    return values;
  }

  /** A copy of the U8 elements. */
  public byte[] bytes() throws SafetensorsException {
    require(DType.U8);
    byte[] values = new byte[data.remaining()];
    data().get(values);
    return values;
  }

  /**
   * Bytes of a tensor of this type and shape, or -1 where a dimension is negative or the product
   * does not fit 63 bits.
   */
  public static long sizeOf(DType type, List<Long> shape) {
    long size = type.bytes();
    for (long dimension : shape) {
      if (dimension < 0) {
        return -1;
      }
      if (Math.multiplyHigh(size, dimension) != 0 || size * dimension < 0) {
        return -1;
      }
      size *= dimension;
    }
    return size;
  }

  private void require(DType wanted) throws SafetensorsException {
    if (type != wanted) {
      throw new SafetensorsException(
          "tensor of shape " + shape + " is " + type + ", not " + wanted);
    }
  }

  private static ByteBuffer room(int elements, int bytes) {
    return ByteBuffer.allocate(Math.multiplyExact(elements, bytes)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static List<Long> listOf(long[] shape) {
    return Arrays.stream(shape).boxed().toList();
  }
}
