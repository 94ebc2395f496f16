#!/usr/bin/env bash
# After a test run: fails when a browser test did not run, which it must in CI. They are the classes annotated
# @EnabledWithChromium.
set -euo pipefail
cd "$(dirname "$0")/../.."

ran=0
while read -r source; do
  class=${source##*/src/test/java/}
  class=${class%.java}
  class=${class//\//.}
  report=src/it/target/failsafe-reports/TEST-$class.xml
  if [ ! -f "$report" ] || grep -q 'browser tests need Chromium' "$report"; then
    echo "browser tests: $class did not run" >&2
    exit 1
  fi
  ran=$((ran + $(sed -n '/<testsuite /{s/.* tests="\([0-9]*\)".*/\1/p;q}' "$report")))
done < <(grep -rlE --include='*.java' '^@EnabledWithChromium' src/*/src/test/java | sort)
echo "browser tests: $ran ran"
[ "$ran" -gt 0 ]
