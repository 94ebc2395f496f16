#!/usr/bin/env bash
# check.sh   On a machine with a card and Python's torch, in a folder that prepare.sh made: what is found, the tests of the tag
# gpu, and the figures of Java beside libtorch's own, as a table. Some ten minutes at most; without a card it runs on the CPU and
# says so. SISOM_GPU_SECONDS=1 makes every timing that short, SISOM_GPU_NETWORKS names fewer networks, SISOM_GPU_PRECISIONS fewer precisions.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
python=${PYTHON:-python3}
"$python" -c 'import torch' || { echo "check.sh: $python has no torch; name one that has in PYTHON" >&2; exit 1; }

card=$("$python" -c 'import torch; print(int(torch.cuda.is_available()))')
if [ "$card" = 1 ]; then
  export PYTORCH_LIBRARY_PATH PYTORCH_VERSION PYTORCH_FLAVOR
  PYTORCH_LIBRARY_PATH=$("$python" -c 'import pathlib, torch; print(pathlib.Path(torch.__file__).parent / "lib")')
  PYTORCH_VERSION=$("$python" -c 'import torch; print(torch.__version__.split("+")[0])')
  PYTORCH_FLAVOR=$("$python" -c 'import torch; print("cu" + torch.version.cuda.replace(".", ""))')
  # The CUDA runtime lies among Python's packages; DJL finds it only in the loader's path, under its plain name.
  mkdir -p loader
  packages=$("$python" -c 'import pathlib, torch; print(pathlib.Path(torch.__file__).parents[1])')
  cudart=$(find -L "$packages/nvidia" "$packages/torch/lib" /usr/local/cuda/lib64 -name 'libcudart*.so*' -print -quit 2>/dev/null || true)
  [ -z "$cudart" ] || ln -sf "$cudart" loader/libcudart.so
  export LD_LIBRARY_PATH=$PWD/loader:${LD_LIBRARY_PATH:-}
fi
export DJL_CACHE_DIR=${DJL_CACHE_DIR:-$PWD/djl}
if [ "$card" = 1 ] && [ -f jni/libdjl_torch.so ]; then
  # A JNI library of one's own: DJL looks here before its jar.
  djl=$(ls lib/pytorch-engine-*.jar | sed 's/.*engine-\(.*\)\.jar/\1/')
  place=$DJL_CACHE_DIR/pytorch/$PYTORCH_VERSION-$PYTORCH_FLAVOR-linux-x86_64
  mkdir -p "$place"
  cp jni/libdjl_torch.so "$place/$djl-libdjl_torch.so"
fi
java=(jre/bin/java --add-modules jdk.incubator.vector -Dai.djl.offline=true -Djava.awt.headless=true)

echo "== what is found (sisom doctor gpu)"
"${java[@]}" -cp "classes:lib/*" io.sisom.cli.Main doctor gpu || true

echo "== tests of the tag gpu"
tests=passed
"${java[@]}" -cp "tests/*:tests:classes:lib/*" org.junit.platform.console.ConsoleLauncher execute \
  --disable-banner --details=tree --scan-class-path tests --include-tag gpu --include-engine junit-jupiter || tests=failed

echo "== figures"
"$python" measure.py "${java[@]}"
echo "tests: $tests"
[ $tests = passed ]
