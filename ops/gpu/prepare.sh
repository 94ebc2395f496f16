#!/usr/bin/env bash
# prepare.sh FOLDER   Gathers all that check.sh needs on a bare machine with a card: a Java runtime, the class path, the tests
# of the tag gpu, the exporter. Run it where the project builds (JDK 17 or newer, Maven), then copy FOLDER over.
# DJL's JNI library on the class path fits torch 2.7.1; for another torch put a libdjl_torch.so that was built against it
# (DJL's engines/pytorch/pytorch-native) into FOLDER/jni on the machine with the card.
set -euo pipefail
[ $# = 1 ] || { sed -n 2p "$0" >&2; exit 2; }
mkdir -p "$1"
out=$(cd "$1" && pwd)
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

# The class paths with the modules' own classes; what is built already is only looked at.
mvn -q -B ${MAVEN_ARGS_GPU:-} test-compile dependency:build-classpath -pl src/cli,src/network -am \
  -Dmdep.outputFile=target/gpu.classpath -Dmdep.includeScope=test
rm -rf "$out"/{jre,lib,classes,tests,exporter}
mkdir -p "$out"/{lib,classes,tests,exporter,jni}
for module in cli network; do
  cp -r "src/$module/target/classes/." "$out/classes/"
  tr ':' '\n' < "src/$module/target/gpu.classpath" | while read -r entry; do
    if [ -d "$entry" ]; then cp -r "$entry/." "$out/classes/"; elif [ -f "$entry" ]; then cp -n "$entry" "$out/lib/"; fi
  done
done
cp -r src/network/target/test-classes/. "$out/tests/"
console=$(ls "$out"/lib/junit-platform-engine-*.jar | sed 's/.*engine-\(.*\)\.jar/\1/' | tail -1)
mvn -q -B ${MAVEN_ARGS_GPU:-} dependency:copy -DoutputDirectory="$out/tests" \
  -Dartifact="org.junit.platform:junit-platform-console-standalone:$console"

jlink --add-modules java.se,jdk.incubator.vector,jdk.unsupported,jdk.management,jdk.zipfs,jdk.crypto.ec,jdk.httpserver,jdk.jfr \
  --strip-debug --no-man-pages --no-header-files --output "$out/jre"
cp ops/exporter/*.py "$out/exporter/"
cp ops/gpu/check.sh ops/gpu/measure.py "$out/"
echo "prepared: $out; on the machine with the card: bash check.sh"
