#!/usr/bin/env bash
# A Docker engine for the tests. `start` starts dockerd unless an engine answers already; `stop` stops
# only what `start` started. Log and process id lie in target/ci.
set -euo pipefail
cd "$(dirname "$0")/../.."
readonly state=target/ci
readonly wait_seconds=60

answers() { timeout 10 docker version --format '{{.Server.Version}}' >/dev/null 2>&1; }

launch() {
  echo "engine: dockerd $*"
  # A session of its own, so that a Ctrl-C meant for the tests does not take the engine away first.
  setsid dockerd "$@" >>"$state/dockerd.log" 2>&1 </dev/null &
  local pid=$!
  echo "$pid" >"$state/dockerd.pid"
  for ((waited = 0; waited < wait_seconds; waited++)); do
    if answers; then
      return 0
    fi
    kill -0 "$pid" 2>/dev/null || break
    sleep 1
  done
  stop
  return 1
}

start() {
  if answers; then
    echo "engine: one answers already, version $(docker version --format '{{.Server.Version}}')"
    return 0
  fi
  mkdir -p "$state"
  : >"$state/dockerd.log"
  # The second try is for kernels without overlayfs or without usable netfilter tables: published ports then go
  # through Docker's own proxy, which is all that the tests need.
  if launch || launch --storage-driver=vfs --iptables=false --ip6tables=false; then
    echo "engine: up, $(docker info --format 'version {{.ServerVersion}}, storage {{.Driver}}')"
    return 0
  fi
  echo "engine: no Docker engine could be started. The end of $state/dockerd.log:" >&2
  tail -n 30 "$state/dockerd.log" >&2
  return 1
}

stop() {
  [ -f "$state/dockerd.pid" ] || return 0
  local pid
  pid=$(cat "$state/dockerd.pid")
  rm -f "$state/dockerd.pid"
  if [ "$(cat "/proc/$pid/comm" 2>/dev/null)" != dockerd ]; then
    return 0
  fi
  kill "$pid"
  for ((waited = 0; waited < 30; waited++)); do
    kill -0 "$pid" 2>/dev/null || return 0
    sleep 1
  done
  echo "engine: dockerd ($pid) did not stop in 30 s; killing it" >&2
  kill -KILL "$pid"
}

case "${1:-}" in
  start | stop) "$1" ;;
  *)
    echo "usage: engine.sh start|stop" >&2
    exit 2
    ;;
esac
