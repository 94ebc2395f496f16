#!/usr/bin/env bash
# Runs the tests that depend on how a processor adds (JUnit tag "numeric") as on other processors: PyTorch, oneDNN, MKL and
# the JVM are held to narrower instructions, once on one core. Fails when a run fails or has no tests. Arguments: widths, of those below; none: all.
set -euo pipefail
cd "$(dirname "$0")/../.."

mkdir -p target

one_core=()
if command -v taskset >/dev/null; then
  first=$(taskset -cp $$ | sed 's/.*: *\([0-9]*\).*/\1/')
  one_core=(taskset -c "$first")
fi

# width NAME UseAVX ATEN ONEDNN MKL COMMAND...: options that the processor or the JVM has not are passed over
width() {
  local name=$1 avx=$2 aten=$3 onednn=$4 mkl=$5 log ran
  shift 5
  log=target/processors-$name.log
  if ! env ATEN_CPU_CAPABILITY="$aten" ONEDNN_MAX_CPU_ISA="$onednn" MKL_ENABLE_INSTRUCTIONS="$mkl" \
    JAVA_TOOL_OPTIONS="-XX:+IgnoreUnrecognizedVMOptions -XX:UseAVX=$avx" \
    "$@" mvn -B -o test -Dtest.groups=numeric >"$log" 2>&1; then
    grep -E '^\[(ERROR|INFO)\]' "$log" | tail -60 >&2
    echo "processors: $name failed, see $log" >&2
    exit 1
  fi
  # One such line a module that has tests of the tag; those of single classes go on with their time.
  ran=$(sed -n 's/.*Tests run: \([0-9]*\), Failures: 0, Errors: 0, Skipped: \([0-9]*\)$/\1 \2/p' "$log" |
    awk '{ tests += $1; skipped += $2 } END { if (NR) print tests, skipped }')
  echo "processors: $name: ${ran% *} tests, ${ran#* } skipped"
  if [ -z "$ran" ] || [ "${ran% *}" -le "${ran#* }" ]; then
    echo "processors: $name: no test ran" >&2
    exit 1
  fi
}

for asked in "${@:-all}"; do
  case $asked in
    avx2) width avx2 2 avx2 AVX2 AVX2 env ;;
    sse) width sse 0 default SSE41 SSE4_2 "${one_core[@]+"${one_core[@]}"}" ;;
    all) "$0" avx2 sse ;;
    *) echo "processors: no width $asked; there are avx2 and sse" >&2; exit 2 ;;
  esac
done
