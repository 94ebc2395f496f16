#!/usr/bin/env bash
# Installs Foxglove's example servers from npm, for FoxgloveExampleTest; to be sourced, sets SISOM_TEST_FOXGLOVE. Without
# npm the test is skipped, and says so.
foxglove_folder=$PWD/target/foxglove-peer
if ! command -v npm >/dev/null || ! command -v node >/dev/null; then
  echo "foxglove peer: no npm, its test is skipped" >&2
elif [ -d "$foxglove_folder/node_modules/@foxglove/ws-protocol-examples" ] ||
  timeout 120 npm install --prefix "$foxglove_folder" --no-audit --no-fund --ignore-scripts \
    @foxglove/ws-protocol-examples@0.10.0 >/dev/null; then
  export SISOM_TEST_FOXGLOVE=$foxglove_folder
  echo "foxglove peer: $SISOM_TEST_FOXGLOVE"
else
  echo "foxglove peer: npm did not install it, its test is skipped" >&2
fi
