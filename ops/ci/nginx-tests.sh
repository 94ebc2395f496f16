#!/usr/bin/env bash
# After a test run: fails when the test behind a real nginx did not run, which it must in CI.
set -euo pipefail
cd "$(dirname "$0")/../.."

report=src/it/target/failsafe-reports/TEST-io.sisom.console.http.BehindNginxIT.xml
if [ ! -f "$report" ] || grep -q 'this test needs nginx' "$report"; then
  echo "nginx tests: BehindNginxIT did not run" >&2
  exit 1
fi
ran=$(sed -n '/<testsuite /{s/.* tests="\([0-9]*\)".*/\1/p;q}' "$report")
echo "nginx tests: $ran ran"
[ "$ran" -gt 0 ]
