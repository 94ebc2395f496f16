#!/usr/bin/env bash
# A Kafka image for the Testcontainers tests out of Debian's and Maven's packages, for machines that reach no image
# registry. It follows the contract of apache/kafka: KAFKA_* variables in, /etc/kafka/docker/run starts the broker.
# Prints its tag last.
set -euo pipefail
cd "$(dirname "$0")/../.."

version=$(sed -n 's:.*<kafka\.version>\(.*\)</kafka\.version>.*:\1:p' pom.xml)
[ -n "$version" ] || { echo "kafka image: pom.xml names no kafka.version" >&2; exit 1; }
readonly tag="sisom/kafka:$version"
recipe=$(cat ops/ci/jre-image.sh ops/ci/kafka-image/* | sha256sum | cut -c1-16)

if [ "$(docker image inspect --format '{{index .Config.Labels "recipe"}}' "$tag" 2>/dev/null)" = "$recipe" ]; then
  echo "kafka image: $tag is there and current" >&2
  echo "$tag"
  exit 0
fi

base=$(ops/ci/jre-image.sh)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp ops/ci/kafka-image/* "$work"
echo "kafka image: resolving Kafka $version" >&2
mvn -q -B -f ops/ci/kafka-image/pom.xml -Dkafka.version="$version" \
  dependency:copy-dependencies -DoutputDirectory="$work/lib" >&2
docker build -q --build-arg BASE_IMAGE="$base" --label recipe="$recipe" -t "$tag" "$work" >/dev/null
echo "$tag"
