package io.sisom.recording.message;

/**
 * The order of the fields in ROS's image messages, which is fixed: ROS compares hashes of the
 * definitions. The only difference between ROS 1 and 2 is the header's sequence number.
 *
 * @param numbered whether a header begins with a sequence number, as in ROS 1
 * @param nested whether each structure within begins with its size, as CDR's delimited form has it
 *     for types that may grow
 */
record RosLayout(boolean numbered, boolean nested) {
  ImageMessage read(ImageType type, FieldCursor in) throws MalformedMessageException {
    ImageFields fields = new ImageFields();
    switch (type) {
      case IMAGE -> {
        header(in, fields);
        fields.number("height", in.uint32());
        fields.number("width", in.uint32());
        fields.text("encoding", in.text("encoding"));
        fields.number("is_bigendian", in.uint8());
        fields.number("step", in.uint32());
        fields.data(in.bytes("data"));
      }
      case COMPRESSED_IMAGE -> {
        header(in, fields);
        fields.text("format", in.text("format"));
        fields.data(in.bytes("data"));
      }
      case FFMPEG_PACKET -> {
        header(in, fields);
        fields.number("width", in.uint32());
        fields.number("height", in.uint32());
        fields.text("encoding", in.text("encoding"));
        in.skipUint64(); // pts, in a time base of the encoder's
        in.uint8(); // flags
        in.uint8(); // is_bigendian, which says nothing of a stream
        fields.data(in.bytes("data"));
      }
      case FOXGLOVE_RAW -> {
        stamped(in, fields);
        fields.number("width", in.uint32());
        fields.number("height", in.uint32());
        fields.text("encoding", in.text("encoding"));
        fields.number("step", in.uint32());
        fields.data(in.bytes("data"));
      }
      case FOXGLOVE_COMPRESSED, FOXGLOVE_VIDEO -> {
        stamped(in, fields);
        fields.data(in.bytes("data"));
        fields.text("format", in.text("format"));
      }
    }
    return fields.as(type);
  }

  private void header(FieldCursor in, ImageFields fields) throws MalformedMessageException {
    if (nested) {
      in.uint32();
    }
    if (numbered) {
      in.uint32();
    }
    stamped(in, fields);
  }

  private void stamped(FieldCursor in, ImageFields fields) throws MalformedMessageException {
    if (nested) {
      in.uint32();
    }
    long seconds = numbered ? in.uint32() : in.int32();
    fields.stamp(seconds, in.uint32());
    fields.text("frame_id", in.text("frame_id"));
  }
}
