// How fast npm's @mcap/core reads a file: see McapSpeed.java. node mcap-core-speed.mjs ROUNDS FILE
import { createRequire } from "node:module";
import { openSync, readSync, closeSync } from "node:fs";

// Resolved from the folder it is started in, where npm put the packages.
const require = createRequire(process.cwd() + "/");
const { McapStreamReader } = require("@mcap/core");
const { loadDecompressHandlers } = require("@mcap/support");

const [rounds, file] = process.argv.slice(2);
const decompressHandlers = await loadDecompressHandlers();
const block = new Uint8Array(1 << 20);
for (let round = 0; round < Number(rounds); round++) {
  const started = performance.now();
  const reader = new McapStreamReader({ decompressHandlers, validateCrcs: true });
  const input = openSync(file, "r");
  let messages = 0;
  let bytes = 0;
  for (let got; (got = readSync(input, block, 0, block.length, null)) > 0; ) {
    reader.append(block.subarray(0, got));
    for (let record; (record = reader.nextRecord()); ) {
      if (record.type === "Message") {
        messages++;
        bytes += record.data.length;
      }
    }
  }
  closeSync(input);
  const seconds = (performance.now() - started) / 1e3;
  console.log(`node ${messages} messages, ${(bytes / seconds / 1e6).toFixed(0)} MB/s of payload`);
}
