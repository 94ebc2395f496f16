#!/usr/bin/env bash
# Checks Prometheus' settings and alert rules and runs the rules' tests, where promtool is installed or Debian's package
# of it can be fetched. Only the tool is taken out of the package, so no Prometheus service is installed or started.
set -euo pipefail
cd "$(dirname "$0")/../.."
readonly cached=target/ci/promtool

fetch() {
  mkdir -p target/ci/deb
  (cd target/ci/deb && apt-get -qq -o APT::Sandbox::User=root download prometheus) || return 1
  dpkg-deb --fsys-tarfile target/ci/deb/prometheus_*.deb | tar -xO ./usr/bin/promtool >"$cached.part"
  chmod +x "$cached.part"
  mv "$cached.part" "$cached"
  rm -rf target/ci/deb
}

if ! tool=$(command -v promtool); then
  tool=$PWD/$cached
  if [ ! -x "$tool" ] && ! { command -v apt-get >/dev/null && fetch; }; then
    echo "promtool: not installed and not to be had; install Debian's package prometheus" >&2
    exit 1
  fi
fi
cd ops/prometheus
"$tool" check config prometheus.yml
"$tool" test rules rules-test.yml
