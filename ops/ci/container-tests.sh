#!/usr/bin/env bash
# After a test run: says how many Testcontainers tests ran and fails when none did, or one was skipped for want of an
# engine. They are the classes annotated @EnabledWithDocker.
set -euo pipefail
cd "$(dirname "$0")/../.."

attribute() { sed -n "/<testsuite /{s/.* $1=\"\([0-9]*\)\".*/\1/p;q}" "$2"; }

ran=0
skipped=0
while read -r source; do
  class=${source##*/src/test/java/}
  class=${class%.java}
  class=${class//\//.}
  for report in src/*/target/{surefire,failsafe}-reports/TEST-"$class".xml; do
    [ -f "$report" ] || continue
    s=$(attribute skipped "$report")
    r=$(($(attribute tests "$report") - s))
    echo "container tests: $class: $r ran, $s skipped"
    ran=$((ran + r))
    skipped=$((skipped + s))
    if grep -m1 -o 'no Docker engine answers[^"]*' "$report"; then
      echo "container tests: $class was skipped although CI has an engine" >&2
      exit 1
    fi
  done
done < <(grep -rlE --include='*.java' '^@EnabledWithDocker' src/*/src/test/java | sort)

echo "container tests: $ran ran against a broker in a container, $skipped skipped"
if [ "$ran" -eq 0 ]; then
  echo "container tests: none ran, and CI must show them running" >&2
  exit 1
fi
