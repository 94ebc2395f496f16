#!/usr/bin/env bash
# Makes the volume that a build leaves behind: broker data, scorer state and a list of what is in it, as one archive. The
# migration test (VolumeMigrationIT) starts the current build on it.
#
#   git worktree add /tmp/earlier TAG && ops/volume/make.sh /tmp/earlier src/it/src/test/resources/io/sisom/it/cli/volume-VERSION.tar.gz
#
# Everything is done by that build's own commands: topics, labels, two versions, scores, alerts, candidates, answers, a
# skip, an undo, an open lease, an acknowledged episode and a false alarm.
set -euo pipefail

[ $# -eq 2 ] || { echo "usage: $0 CHECKOUT_OF_THE_BUILD OUT.tar.gz" >&2; exit 2; }
home=$(cd "$1" && pwd)
out=$(readlink -f "$2")
work=$(mktemp -d)
background=()
trap 'kill "${background[@]}" 2>/dev/null || true; wait; rm -rf "$work"' EXIT
cd "$work"

port=$((20000 + RANDOM % 10000))
console_port=$((port + 1))
export SISOM_KAFKA_BOOTSTRAP_SERVERS=localhost:$port SISOM_CONSOLE_PORT=$console_port SISOM_HTTP_PORT=-1
export SISOM_ALERT_ALPHA=0.05 SISOM_CANDIDATE_WINDOW_MS=2000 SISOM_CANDIDATE_IDLE_MS=2000 SISOM_CANDIDATE_MAX_P=1
export SISOM_JAVA_OPTS=-Xmx1g
sisom() { "$home/sisom" "$@"; }
start() {
  # Not through the function: the process itself must get the signal.
  "$home/sisom" "$@" >"$1.log" 2>&1 &
  background+=($!)
  started=$!
}
until_it_answers() {
  for _ in $(seq 120); do
    if "$@" >/dev/null 2>&1; then return; fi
    sleep 0.5
  done
  echo "no answer: $*" >&2
  return 1
}
# Builds before the modules have everything in the root's target.
if [ -d "$home/src/main" ]; then
  classes="$home/target/sisom-streams.jar:$home/target/lib/*"
  model=$home/src/main/resources/io/sisom/demo/model
else
  classes="$home/src/cli/target/sisom-cli.jar:$home/src/cli/target/lib/*"
  model=$home/src/demo/src/main/resources/io/sisom/demo/model
fi
world() { java -cp "$classes" io.sisom.demo.world.WorldDump "$@"; }
post() {
  curl -sSf -X POST "http://localhost:$console_port/api/v1/$1" -H 'X-Sisom-Client: volume' \
    -H 'Content-Type: application/json' -d "$2"
}

sisom --version
world labeled 16 1 known
world frames 6 2 unknown
start broker --port "$port" --data-dir broker
broker=$started
until_it_answers sisom topics create --partitions 2
sisom label import-dir labeled
sisom train --once --model "$model"
start score
scorer=$started
sleep 15
for kind in frames/*; do
  sisom feed images "$kind" --sensor "camera-$(basename "$kind")" --rate 20
done
sisom scores --from-beginning --until-idle 5 --format csv >scores.csv
sisom alerts --from-beginning --until-idle 1 --format json >alerts.json
sisom candidates --from-beginning --until-idle 5 --format csv >candidates.csv

start console
console=$started
until_it_answers curl -sSf "http://localhost:$console_port/api/v1/queue/stats"
sleep 3
mapfile -t ids < <(sisom queue list --limit 12 --format csv | tail -n +2 | cut -d, -f1)
for i in 0 1 2 3 4; do sisom queue label "${ids[$i]}" kite --annotator ann; done
sisom queue undo "${ids[4]}" --annotator ann
sisom queue skip "${ids[5]}" junk --annotator ann
sisom queue label "${ids[6]}" umbrella --annotator bob
post queue/lease "{\"annotator\":\"carol\",\"frameId\":\"${ids[7]}\"}"
mapfile -t episodes < <(curl -sSf "http://localhost:$console_port/api/v1/episodes" |
  python3 -c 'import json,sys; d=json.load(sys.stdin); [print(e["episodeId"]) for e in d.get("episodes", d)]')
post "episodes/${episodes[0]}/acknowledge" '{"annotator":"ann"}'
post "episodes/${episodes[1]}/false-alarm" '{"annotator":"ann"}'
sisom label list >labels.txt
sisom train --once --model "$model"
sisom reference list --format csv >versions.csv
curl -sSf "http://localhost:$console_port/api/v1/queue/stats" >queue.json
curl -sSf "http://localhost:$console_port/api/v1/episodes" >episodes.json
printf '%s\n' "${ids[@]}" >ids.txt

kill "$console" "$scorer"; wait "$console" "$scorer" || true
kill "$broker"; wait "$broker" || true
mkdir facts
mv scores.csv alerts.json candidates.csv labels.txt versions.csv queue.json episodes.json ids.txt facts/
git -C "$home" rev-parse HEAD >facts/commit.txt
mkdir -p "$(dirname "$out")"
tar --sparse --sort=name --owner=0 --group=0 --numeric-owner -c broker data/streams facts | gzip -9n >"$out"
ls -l "$out"
