#!/usr/bin/env python3
"""Makes bundles to measure with: a ResNet-18 for 224x224, a ResNet-20 and a ResNet-8 for 32x32 frames.

Weights are random (drawn so that activations neither vanish nor grow), or for ResNet-20 those of
another bundle whose network is made the same way (--weights). Nothing can be learned from their scores;
the ResNet-8 is small enough to be trained again and again, as `sisom evaluate al` does.
"""

import argparse
import pathlib
import sys

import torch
import torch.nn.functional as F
from torch import nn

from sisom_export import ExportError, TapSpec, export_bundle


class Block(nn.Module):
    """Two 3x3 convolutions around a shortcut: a 1x1 convolution, or (CIFAR) strides and zeros."""

    def __init__(self, inputs, outputs, stride, projects):
        super().__init__()
        self.conv1 = nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outputs)
        self.conv2 = nn.Conv2d(outputs, outputs, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outputs)
        self.relu = nn.ReLU(inplace=True)
        self.stride, self.widened = stride, outputs - inputs
        self.downsample = None
        if projects and (stride != 1 or self.widened):
            self.downsample = nn.Sequential(
                nn.Conv2d(inputs, outputs, 1, stride, bias=False), nn.BatchNorm2d(outputs)
            )

    def shortcut(self, x):
        if self.downsample is not None:
            return self.downsample(x)
        if self.stride == 1 and not self.widened:
            return x
        before = self.widened // 2
        x = x[:, :, :: self.stride, :: self.stride]
        return F.pad(x, (0, 0, 0, 0, before, self.widened - before))

    def forward(self, x):
        y = self.relu(self.bn1(self.conv1(x)))
        return self.relu(self.bn2(self.conv2(y)) + self.shortcut(x))


def _stage(inputs, outputs, stride, blocks, projects):
    first = Block(inputs, outputs, stride, projects)
    return nn.Sequential(first, *(Block(outputs, outputs, 1, projects) for _ in range(blocks - 1)))


class ResNet18(nn.Module):
    """He et al. 2016, for 224x224 frames: four stages of two blocks."""

    def __init__(self, classes):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 64, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(64)
        self.relu = nn.ReLU(inplace=True)
        self.maxpool = nn.MaxPool2d(3, 2, 1)
        self.layer1 = _stage(64, 64, 1, 2, True)
        self.layer2 = _stage(64, 128, 2, 2, True)
        self.layer3 = _stage(128, 256, 2, 2, True)
        self.layer4 = _stage(256, 512, 2, 2, True)
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(512, classes)

    def forward(self, x):
        x = self.maxpool(self.relu(self.bn1(self.conv1(x))))
        x = self.layer4(self.layer3(self.layer2(self.layer1(x))))
        return self.fc(torch.flatten(self.avgpool(x), 1))


CIFAR10 = "airplane automobile bird cat deer dog frog horse ship truck".split()


class CifarResNet(nn.Module):
    """He et al. 2016, for CIFAR: three stages of so many blocks, shortcuts without parameters."""

    def __init__(self, classes, blocks):
        super().__init__()
        self.conv1 = nn.Conv2d(3, 16, 3, 1, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(16)
        self.relu = nn.ReLU(inplace=True)
        self.layer1 = _stage(16, 16, 1, blocks, False)
        self.layer2 = _stage(16, 32, 2, blocks, False)
        self.layer3 = _stage(32, 64, 2, blocks, False)
        self.avgpool = nn.AdaptiveAvgPool2d(1)
        self.linear = nn.Linear(64, classes)

    def forward(self, x):
        x = self.relu(self.bn1(self.conv1(x)))
        x = self.layer3(self.layer2(self.layer1(x)))
        return self.linear(torch.flatten(self.avgpool(x), 1))


class ResNet20(CifarResNet):
    """Three blocks a stage."""

    def __init__(self, classes):
        super().__init__(classes, 3)


class ResNet8(CifarResNet):
    """One block a stage."""

    def __init__(self, classes):
        super().__init__(classes, 1)


def random_weights(net):
    for module in net.modules():
        if isinstance(module, nn.Conv2d):
            nn.init.kaiming_normal_(module.weight, mode="fan_out", nonlinearity="relu")
        elif isinstance(module, nn.BatchNorm2d):
            nn.init.uniform_(module.running_mean, -0.1, 0.1)
            nn.init.uniform_(module.running_var, 0.5, 1.5)
    for module in net.modules():
        if isinstance(module, Block):
            nn.init.constant_(module.bn2.weight, 0.3)
    return net


def weights_of(net, file):
    """Takes the weights of the network in another bundle's model.pt."""
    bundle = torch.jit.load(str(file))
    weight, bias = bundle.initial_head()
    found = {k: v for k, v in bundle.net.net.state_dict().items() if not k.startswith("linear.")}
    found.update({"linear.weight": weight, "linear.bias": bias})
    net.load_state_dict(found)
    return net


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=pathlib.Path, help="folder for the bundles")
    parser.add_argument("--weights", type=pathlib.Path, metavar="model.pt",
                        help="of a ResNet-20 bundle; random without")
    parser.add_argument("--only", choices=("resnet18-224", "resnet20-cifar", "resnet8-cifar"))
    arguments = parser.parse_args()
    torch.manual_seed(1)
    small = random_weights(ResNet20(10))
    if arguments.weights:
        small = weights_of(small, arguments.weights)
    stages = ["layer1", "layer2", "layer3", "layer4", "avgpool"]
    numbered = [f"class-{i}" for i in range(1000)]
    for name, net, taps, side, head, labels in (
        ("resnet20-cifar", small, ["layer1", "layer2", "avgpool"], 32, "linear", numbered[:10]),
        ("resnet18-224", random_weights(ResNet18(1000)), stages, 224, "fc", numbered),
        ("resnet8-cifar", random_weights(ResNet8(10)), ["layer1", "layer2", "avgpool"], 32, "linear", CIFAR10),
    ):
        if arguments.only in (None, name):
            try:
                export_bundle(
                    net,
                    arguments.out / name,
                    name=name,
                    labels=labels,
                    head=head,
                    taps=[TapSpec(tap) for tap in taps],
                    input_shape=(3, side, side),
                    mean=(0.485, 0.456, 0.406) if side > 32 else (0.4914, 0.4822, 0.4465),
                    std=(0.229, 0.224, 0.225) if side > 32 else (0.2471, 0.2435, 0.2616),
                )
            except ExportError as refusal:
                sys.exit(f"{name} not exported: {refusal}")
            print(f"bundle written to {arguments.out / name}")


if __name__ == "__main__":
    main()
