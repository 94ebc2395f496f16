#!/usr/bin/env bash
# A Java 17 base image out of Debian's packages, for machines that reach no image registry. Prints its tag last.
set -euo pipefail
readonly tag=${1:-sisom/jre:17}
readonly suite=bookworm

if docker image inspect "$tag" >/dev/null 2>&1; then
  echo "jre image: $tag is there" >&2
  echo "$tag"
  exit 0
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
echo "jre image: debootstrap $suite with a Java 17 runtime" >&2
if ! debootstrap --variant=minbase --include=openjdk-17-jre-headless,libstdc++6 \
  "$suite" "$work/root" >"$work/log" 2>&1; then
  echo "jre image: debootstrap failed:" >&2
  tail -n 20 "$work/log" >&2
  exit 1
fi
tar -C "$work/root" --numeric-owner -c \
  --exclude='./var/cache/apt/*' --exclude='./var/lib/apt/lists/*' --exclude='./usr/share/doc/*' \
  --exclude='./usr/share/man/*' --exclude='./usr/share/locale/*' . |
  docker import --change 'CMD ["bash"]' - "$tag" >/dev/null
echo "$tag"
