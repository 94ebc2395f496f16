// Image messages as npm's @foxglove/cdr 3.5.0 writes them, in every representation that it knows:
// one line each of representation, nesting, type and bytes. Run in a folder with that package:
//   npm install @foxglove/cdr@3.5.0 && node cdr.cjs > cdr.txt
const { CdrWriter, EncapsulationKind } = require("@foxglove/cdr");

const kinds = [
  "CDR_BE", "CDR_LE", "CDR2_BE", "CDR2_LE", "RTPS_CDR2_BE", "RTPS_CDR2_LE",
  "DELIMITED_CDR2_BE", "DELIMITED_CDR2_LE", "RTPS_DELIMITED_CDR2_BE", "RTPS_DELIMITED_CDR2_LE",
];
const data = Uint8Array.from({ length: 18 }, (_, i) => 7 * i + 1);
const frame = "camera";
const textBytes = (it) => 4 + it.length + 1;

const types = {
  "sensor_msgs/msg/Image": (w, header) => {
    header();
    w.uint32(2).uint32(3).string("rgb8").uint8(1).uint32(9).uint8Array(data, true);
  },
  "sensor_msgs/msg/CompressedImage": (w, header) => {
    header();
    w.string("jpeg").uint8Array(data, true);
  },
  "ffmpeg_image_transport_msgs/msg/FFMPEGPacket": (w, header) => {
    header();
    w.int32(3).int32(2).string("h264_vaapi").uint64(12345678901n).uint8(1).uint8(0).uint8Array(data, true);
  },
  "foxglove_msgs/msg/RawImage": (w, _, stamp) => {
    stamp();
    w.string(frame).uint32(3).uint32(2).string("rgb8").uint32(9).uint8Array(data, true);
  },
  "foxglove_msgs/msg/CompressedVideo": (w, _, stamp) => {
    stamp();
    w.string(frame).uint8Array(data, true).string("h264");
  },
};

function write(kind, nested, fields, size) {
  const w = new CdrWriter({ kind: EncapsulationKind[kind] });
  const delimited = kind.includes("DELIMITED");
  if (delimited) w.dHeader(size);
  const stamp = () => {
    if (nested) w.dHeader(8);
    w.int32(1700000000).uint32(123456789);
  };
  const header = () => {
    if (nested) w.dHeader(4 + 8 + textBytes(frame));
    stamp();
    w.string(frame);
  };
  fields(w, header, stamp);
  return Buffer.from(w.data);
}

for (const kind of kinds) {
  for (const nested of kind.includes("DELIMITED") ? [false, true] : [false]) {
    for (const [type, fields] of Object.entries(types)) {
      const size = write(kind, nested, fields, 0).length - 8;
      console.log(kind, nested ? "nested" : "flat", type, write(kind, nested, fields, size).toString("hex"));
    }
  }
}
