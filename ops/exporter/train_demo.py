#!/usr/bin/env python3
"""Trains the demo's network on the simulator's frames and exports it as a model bundle.

Reads the folders that io.sisom.demo.world.WorldDump writes:

    DATA/train/LABEL/*.jpg    known kinds to train on
    DATA/test/LABEL/*.jpg     known kinds, another seed
    DATA/unknown/KIND/*.jpg   kinds never trained on, only measured
    DATA/faults/FAULT/*.jpg   faulty cameras, only measured

Refuses to export a network that is less than 97 % accurate on the test frames, or that does not
tell unknown kinds and faults from known ones (AUROC below 0.97 for both Energy and KNN).
"""

import argparse
import pathlib
import sys

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image
from torch import nn

from sisom_export import ExportError, TapSpec, export_bundle

SIDE = 32
MEAN = (0.5, 0.5, 0.5)
STD = (0.25, 0.25, 0.25)
LEAST_ACCURACY = 0.97
LEAST_AUROC = 0.97
NEIGHBOURS = 10
OUTLIERS = 16
OUTLIER_WEIGHT = 0.5


class Block(nn.Module):
    """Two 3x3 convolutions with BatchNorm around a shortcut."""

    def __init__(self, inputs, outputs, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.shortcut = nn.Sequential()
        if stride != 1 or inputs != outputs:
            self.shortcut = nn.Sequential(
                nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs)
            )

    def forward(self, x):
        y = F.relu(self.bn1(self.conv1(x)))
        return F.relu(self.bn2(self.conv2(y)) + self.shortcut(x))


class DemoNet(nn.Module):
    """A residual network of three stages (16, 32, 64 channels) for 32x32 frames."""

    def __init__(self, classes):
        super().__init__()
        self.conv = nn.Conv2d(3, 16, 3, 1, 1, bias=False)
        self.bn = nn.BatchNorm2d(16)
        self.layer1 = Block(16, 16, 1)
        self.layer2 = Block(16, 32, 2)
        self.layer3 = Block(32, 64, 2)
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(64, classes)

    def forward(self, x):
        x = F.relu(self.bn(self.conv(x)))
        x = self.layer3(self.layer2(self.layer1(x)))
        return self.fc(torch.flatten(self.avgpool(x), 1))


def read_frame(path):
    """Shorter side to 32 pixels (antialiased bilinear), centre crop: what the scorer's decoder does."""
    with Image.open(path) as image:
        image = image.convert("RGB")
        width, height = (n * SIDE // min(image.size) for n in image.size)
        image = image.resize((width, height), Image.BILINEAR)
        left, top = round((width - SIDE) / 2), round((height - SIDE) / 2)
        return np.asarray(image.crop((left, top, left + SIDE, top + SIDE))).transpose(2, 0, 1)


def read_folders(folder):
    """Frames u8[N,3,32,32], class indices i64[N], class names in order."""
    names = sorted(p.name for p in pathlib.Path(folder).iterdir() if p.is_dir())
    frames, targets = [], []
    for index, name in enumerate(names):
        for path in sorted((pathlib.Path(folder) / name).glob("*.jpg")):
            frames.append(read_frame(path))
            targets.append(index)
    if not frames:
        raise SystemExit(f"{folder} holds no LABEL/*.jpg; run WorldDump first")
    return torch.from_numpy(np.stack(frames)), torch.tensor(targets), names


def normalised(frames):
    mean = torch.tensor(MEAN).view(1, 3, 1, 1)
    std = torch.tensor(STD).view(1, 3, 1, 1)
    return (frames.float() / 255 - mean) / std


def augmented(frames):
    """Flips half of the frames, moves all by up to 2 pixels, and changes the light by up to 10 %."""
    frames = torch.where(torch.rand(len(frames), 1, 1, 1) < 0.5, frames.flip(3), frames)
    dx, dy = torch.randint(0, 5, (2,)).tolist()
    moved = F.pad(frames.float(), (2, 2, 2, 2), mode="replicate")[..., dy : dy + SIDE, dx : dx + SIDE]
    light = 0.9 + 0.2 * torch.rand(len(frames), 1, 1, 1)
    return (moved * light).clamp(0, 255)


def outliers(frames):
    """Frames of nothing, made from known ones: shuffled 8x8 patches, or a tenth of the contrast.

    Nothing of the unknown kinds goes in. The network learns to be undecided about them, so that
    low evidence shows as high Energy (outlier exposure, Hendrycks et al. 2019, with synthetic data).
    """
    half = len(frames) // 2
    cells = frames[:half].float().unfold(2, 8, 8).unfold(3, 8, 8).flatten(2, 3)
    cells = cells[:, :, torch.randperm(cells.shape[2])].unflatten(2, (SIDE // 8, SIDE // 8))
    shuffled = cells.permute(0, 1, 2, 4, 3, 5).reshape(half, 3, SIDE, SIDE)
    level = 255 * torch.rand(len(frames) - half, 1, 1, 1)
    flat = 0.1 * (frames[half:].float() - 128) + level
    return torch.cat([shuffled, flat]).clamp(0, 255)


def train(net, frames, targets, epochs, batch=64):
    steps = epochs * (len(frames) // batch)
    optimiser = torch.optim.SGD(net.parameters(), lr=0.1, momentum=0.9, weight_decay=5e-4, nesterov=True)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, 0.1, total_steps=steps)
    net.train()
    for epoch in range(epochs):
        order, total = torch.randperm(len(frames)), 0.0
        for start in range(0, len(frames) - batch + 1, batch):
            rows = order[start : start + batch]
            strange = outliers(frames[order[start - OUTLIERS : start] if start else rows[:OUTLIERS]])
            logits = net(normalised(torch.cat([augmented(frames[rows]), strange])))
            loss = F.cross_entropy(logits[:batch], targets[rows])
            loss = loss - OUTLIER_WEIGHT * F.log_softmax(logits[batch:], 1).mean()
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            total += loss.item() * batch
        print(f"epoch {epoch + 1}/{epochs}  loss {total / len(frames):.4f}", flush=True)
    net.eval()


@torch.no_grad()
def logits_and_penultimate(net, frames):
    kept = []
    hook = net.fc.register_forward_pre_hook(lambda _, inputs: kept.append(inputs[0]))
    logits = torch.cat([net(normalised(part)) for part in frames.split(256)])
    hook.remove()
    return logits, F.normalize(torch.cat(kept), dim=1)


def auroc(known, novel):
    """Share of (known, novel) pairs in which the novel frame's score is higher; ties count half."""
    difference = novel[:, None] - known[None, :]
    return ((difference > 0).double() + 0.5 * (difference == 0).double()).mean().item()


def check(net, data, bank_frames):
    """Prints accuracy and separation; returns (accuracy, Energy AUROC, KNN AUROC)."""
    frames, targets, _ = read_folders(data / "test")
    logits, features = logits_and_penultimate(net, frames)
    accuracy = (logits.argmax(1) == targets).double().mean().item()
    _, bank = logits_and_penultimate(net, bank_frames)

    def scores(logits, features):
        distance = torch.cdist(features, bank).kthvalue(NEIGHBOURS, dim=1).values
        return -logits.logsumexp(1), distance

    known = scores(logits, features)
    novel = []
    print(f"accuracy on {len(frames)} test frames: {accuracy:.4f}")
    for group in ("unknown", "faults"):
        frames, kinds, names = read_folders(data / group)
        found = scores(*logits_and_penultimate(net, frames))
        novel.append(found)
        for index, name in enumerate(names):
            rows = kinds == index
            energy, knn = (auroc(k, f[rows]) for k, f in zip(known, found))
            print(f"  {name:10s} AUROC  Energy {energy:.4f}  KNN-{NEIGHBOURS} {knn:.4f}")
    energy, knn = (auroc(k, torch.cat(parts)) for k, parts in zip(known, zip(*novel)))
    print(f"  {'together':10s} AUROC  Energy {energy:.4f}  KNN-{NEIGHBOURS} {knn:.4f}")
    return accuracy, energy, knn


def weights_in(file):
    """State of the DemoNet in a bundle: the body from its training network, the head beside it."""
    bundle = torch.jit.load(str(file))
    weight, bias = bundle.initial_head()
    body = {k: v for k, v in bundle.net.net.state_dict().items() if not k.startswith("fc.")}
    return {**body, "fc.weight": weight, "fc.bias": bias}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("data", type=pathlib.Path, help="folder with train, test, unknown, faults")
    parser.add_argument("out", type=pathlib.Path, help="bundle directory to write")
    parser.add_argument("--epochs", type=int, default=15)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--weights", type=pathlib.Path, metavar="model.pt",
                        help="of an earlier bundle of this network: export it again, without training")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(arguments.seed)

    frames, targets, labels = read_folders(arguments.data / "train")
    net = DemoNet(len(labels))
    if arguments.weights:
        net.load_state_dict(weights_in(arguments.weights))
        net.eval()
    else:
        train(net, frames, targets, arguments.epochs)
    accuracy, energy, knn = check(net, arguments.data, frames)
    if accuracy < LEAST_ACCURACY or max(energy, knn) < LEAST_AUROC:
        sys.exit(
            f"not exported: accuracy must reach {LEAST_ACCURACY}, AUROC of Energy or KNN "
            f"{LEAST_AUROC}; try more frames per class or more epochs"
        )
    try:
        export_bundle(
            net,
            arguments.out,
            name="demo-world",
            labels=labels,
            head="fc",
            taps=[TapSpec("layer1"), TapSpec("layer2"), TapSpec("avgpool")],
            input_shape=(3, SIDE, SIDE),
            mean=MEAN,
            std=STD,
        )
    except ExportError as refusal:
        sys.exit(f"not exported: {refusal}")
    print(f"bundle written to {arguments.out}")


if __name__ == "__main__":
    main()
