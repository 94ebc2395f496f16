#!/usr/bin/env python3
"""Times PyTorch's own training step, to hold `sisom bench learning` against.

The network, batch and optimizer are those of the Java bench; frames are uint8 on the CPU, normalised in the step.
"""

import argparse
import statistics
import time

import torch
import torch.nn.functional as F

from bench_bundles import ResNet18, ResNet20


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--network", choices=("resnet20-cifar", "resnet18-224"), default="resnet20-cifar")
    parser.add_argument("--batches", type=int, nargs="+", default=[32, 128])
    parser.add_argument("--steps", type=int, default=20)
    arguments = parser.parse_args()
    torch.manual_seed(1)
    small = arguments.network == "resnet20-cifar"
    net = (ResNet20(10) if small else ResNet18(1000)).train()
    side, classes = (32, 10) if small else (224, 1000)
    optimizer = torch.optim.SGD(net.parameters(), lr=0.001, momentum=0.9, weight_decay=5e-4)
    for batch in arguments.batches:
        frames = torch.randint(0, 256, (batch, 3, side, side), dtype=torch.uint8)
        labels = torch.arange(batch) % classes
        times = []
        for _ in range(arguments.steps + 2):
            started = time.perf_counter()
            x = (frames.float() / 255 - 0.45) / 0.225
            loss = F.cross_entropy(net(x), labels)
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
            loss.item()
            times.append(time.perf_counter() - started)
        print(f"PyTorch {torch.__version__}, {torch.get_num_threads()} threads, batch {batch}: "
              f"{1000 * statistics.median(times[2:]) / batch:.3f} ms/frame")


if __name__ == "__main__":
    main()
