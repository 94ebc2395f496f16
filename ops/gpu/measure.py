"""Times bundles in Java and the same TorchScript in Python, and prints both side by side. Run by check.sh."""

import json
import os
import pathlib
import subprocess
import sys
import time

import torch
import torch.nn.functional as F

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE / "exporter"))
import bench_bundles  # noqa: E402

CARD = torch.cuda.is_available()
DEVICE = "cuda" if CARD else "cpu"
SECONDS = float(os.environ.get("SISOM_GPU_SECONDS", "2"))
NETWORKS = os.environ.get("SISOM_GPU_NETWORKS", "resnet20-cifar resnet18-224").split()
PRECISIONS = os.environ.get(
    "SISOM_GPU_PRECISIONS", "float32 tf32 float16 bfloat16" if CARD else "float32").split()
LEARNED = os.environ.get("SISOM_GPU_LEARNED", "resnet20-cifar resnet18-224" if CARD else "resnet20-cifar").split()
TURN = {"float16": "use_half", "bfloat16": "use_bfloat16"}
SIDES = {"resnet20-cifar": 32, "resnet8-cifar": 32, "resnet18-224": 224}
METHODS = {"features": "forward pass with taps (lean)", "forward": "gradients of all taps"}


def rate(batch, run):
    """Frames a second, the median of rounds within SECONDS, after a round of warming up."""
    def once():
        started = time.perf_counter()
        run()
        if CARD:
            torch.cuda.synchronize()
        return time.perf_counter() - started

    once()
    times, until = [], time.perf_counter() + SECONDS
    while len(times) < 3 or time.perf_counter() < until:
        times.append(once())
    return batch / sorted(times)[len(times) // 2]


def in_python(file, precision, side, batch):
    """For each method (on the device, there and back)."""
    torch.backends.cudnn.allow_tf32 = precision != "float32"
    bundle = torch.jit.load(str(file), map_location=DEVICE).eval()
    found = {}
    with torch.inference_mode():
        if precision in TURN:
            getattr(bundle, TURN[precision])()
        head = bundle.initial_head()
        here = torch.randint(0, 256, (batch, 3, side, side), dtype=torch.uint8)
        there = here.to(DEVICE)
        for method in METHODS:
            call = getattr(bundle, method)
            on = rate(batch, lambda: call(there, *head))
            back = rate(batch, lambda: [part.cpu() for part in call(here.to(DEVICE), *head)])
            found[method] = (on, back)
    return found


def step_in_python(name, precision, batch):
    """PyTorch's own step of learning: the same network, frames from the CPU each time, the loss asked for."""
    torch.backends.cudnn.allow_tf32 = precision != "float32"
    net = bench_bundles.ResNet20(10) if SIDES[name] == 32 else bench_bundles.ResNet18(1000)
    net = net.to(DEVICE).train()
    frames = torch.randint(0, 256, (batch, 3, SIDES[name], SIDES[name]), dtype=torch.uint8)
    labels = (torch.arange(batch) % 10).to(DEVICE)
    optimizer = torch.optim.SGD(net.parameters(), lr=0.001, momentum=0.9, weight_decay=5e-4)

    def step():
        loss = F.cross_entropy(net((frames.to(DEVICE).float() / 255 - 0.45) / 0.225), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        loss.item()

    return rate(batch, step)


def in_java(java, part, name, precision):
    """Frames a second by (what, batch)."""
    figures = HERE / f"{part}-{name}-{precision}.json"
    command = [*java, "-cp", "classes:lib/*", "io.sisom.cli.Main", "bench", part,
               "--model", f"bundles/{name}", "--json", str(figures),
               "--set", f"precision={precision}", "--set", "device=auto"]
    done = subprocess.run(command, cwd=HERE, capture_output=True, text=True)
    if done.returncode:
        print(f"{part} {name} {precision}: Java failed: {(done.stderr or done.stdout).strip()[-500:]}")
        return {}
    found = {}
    for section in json.loads(figures.read_text())["sections"]:
        for line in section["lines"]:
            what, _, batch = line["what"].rpartition(", batch ")
            found[what, int(batch)] = 1000 / line["value"]
    return found


def row(name, precision, batch, what, java, on, back=float("nan")):
    print(f"{name:15}  {precision:9}  {batch:5}  {what:9}  {java:9,.0f}  {on:9,.0f}  {back:10,.0f}  {java / on:9.2f}",
          flush=True)


def main():
    java = sys.argv[1:]
    bundles = HERE / "bundles"
    for name in NETWORKS:
        if not (bundles / name / "model.pt").exists():
            subprocess.run([sys.executable, "bench_bundles.py", str(bundles), "--only", name],
                           cwd=HERE / "exporter", check=True)
    where = torch.cuda.get_device_name(0) if CARD else "a CPU: no card was found"
    print(f"torch {torch.__version__} on {where}; frames a second, libtorch in Python on the device and there and back")
    print("network          precision  batch  what            Java     device  there+back  Java:dev.")
    for name in NETWORKS:
        for precision in PRECISIONS:
            ours = in_java(java, "kernel", name, precision)
            for batch in sorted({size for _, size in ours}):
                theirs = in_python(bundles / name / "model.pt", precision, SIDES[name], batch)
                for method, (on, back) in theirs.items():
                    row(name, precision, batch, method, ours.get((METHODS[method], batch), float("nan")), on, back)
        if name in LEARNED:
            for precision in (one for one in PRECISIONS if one not in TURN):
                for (what, batch), mine in in_java(java, "learning", name, precision).items():
                    if what == "step of learning":
                        row(name, precision, batch, "learning", mine, step_in_python(name, precision, batch))


if __name__ == "__main__":
    main()
