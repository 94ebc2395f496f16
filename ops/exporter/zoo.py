#!/usr/bin/env python3
"""Exports the zoo: for each network a bundle, and beside it what PyTorch says of a few frames.

    python zoo.py OUT                    the patterns of zoo_patterns.py
    python zoo.py OUT --torchvision      torchvision's families, random weights, small frames
    python zoo.py OUT --only swin vit

OUT/NAME gets model.json, model.pt, frames.bin (planes, frame after frame) and expected.json:
logits, taps and tapGradients by plain autograd on the network itself, row after row; a grey
network coloured pictures besides, which Pillow turned grey. A network that is refused leaves
OUT/NAME/refused.txt with the reason. src/testkit/src/main/resources/io/sisom/testkit/grey is what --only grey makes.
"""

import argparse
import json
import pathlib
import sys
import time
import warnings

import torch
from torch import nn

from sisom_export import ExportError, TapSpec, export_bundle
from zoo_patterns import CLASSES, patterns

_MEAN, _STD = 0.45, 0.25
_FRAMES = 4


def families():
    """name: (function that makes the network, head, taps, side of a frame), of torchvision."""
    import torchvision.models as tv

    def small(make):
        return lambda: make(num_classes=CLASSES)

    def vit():
        return tv.VisionTransformer(32, 8, 3, 4, 32, 64, num_classes=CLASSES)

    def maxvit():
        return tv.MaxVit((64, 64), 16, 4, [16, 32], [1, 1], 8, 0.0, num_classes=CLASSES)

    return {
        "alexnet": (small(tv.alexnet), "classifier.6", ["features", "avgpool"], 64),
        "vgg11_bn": (small(tv.vgg11_bn), "classifier.6", ["features", "avgpool"], 32),
        "resnet18": (small(tv.resnet18), "fc", ["layer2", "layer3", "avgpool"], 32),
        "resnext50": (small(tv.resnext50_32x4d), "fc", ["layer2", "avgpool"], 32),
        "wide_resnet50": (small(tv.wide_resnet50_2), "fc", ["layer3", "avgpool"], 64),
        "densenet121": (small(tv.densenet121), "classifier", ["features.denseblock2", "features"], 64),
        "inception_v3": (
            lambda: tv.inception_v3(num_classes=CLASSES, init_weights=False), "fc", ["Mixed_6e", "avgpool"], 75),
        "googlenet": (
            lambda: tv.googlenet(num_classes=CLASSES, init_weights=False), "fc", ["inception4a", "avgpool"], 32),
        "squeezenet1_1": (small(tv.squeezenet1_1), "classifier.1", ["features"], 64),
        "mobilenet_v2": (small(tv.mobilenet_v2), "classifier.1", ["features.6", "features"], 32),
        "mobilenet_v3_small": (small(tv.mobilenet_v3_small), "classifier.3", ["features.6", "avgpool"], 32),
        "mnasnet0_5": (small(tv.mnasnet0_5), "classifier.1", ["layers.9", "layers"], 32),
        "shufflenet_v2_x0_5": (small(tv.shufflenet_v2_x0_5), "fc", ["stage2", "stage3", "conv5"], 32),
        "efficientnet_b0": (small(tv.efficientnet_b0), "classifier.1", ["features.4", "avgpool"], 32),
        "efficientnet_v2_s": (small(tv.efficientnet_v2_s), "classifier.1", ["features.4", "avgpool"], 32),
        "regnet_x_400mf": (small(tv.regnet_x_400mf), "fc", ["trunk_output.block2", "avgpool"], 32),
        "regnet_y_400mf": (small(tv.regnet_y_400mf), "fc", ["trunk_output.block2", "avgpool"], 32),
        "convnext_tiny": (small(tv.convnext_tiny), "classifier.2", ["features.3", "avgpool"], 32),
        "vit": (vit, "heads.head", ["conv_proj"], 32),
        "swin_t": (small(tv.swin_t), "head", ["permute"], 64),
        "swin_v2_t": (small(tv.swin_v2_t), "head", ["permute"], 64),
        "maxvit": (maxvit, "classifier.5", ["blocks.0", "blocks.1"], 64),
    }


def expected(net, head, taps, frames, channels):
    """(logits, taps, tap gradients) by plain autograd, means over positions joined."""
    outputs = {}

    def hook_for(tap):
        def hook(_module, _inputs, output):
            outputs[tap] = output
            return output.clone()

        return hook

    hooks = [net.get_submodule(tap).register_forward_hook(hook_for(tap)) for tap in taps]
    with torch.enable_grad():
        logits = net((frames.float() / 255 - _MEAN) / _STD)
        divergence = -logits.log_softmax(1).mean(1).sum()
        gradients = torch.autograd.grad(divergence, [outputs[tap] for tap in taps])
    for hook in hooks:
        hook.remove()

    def means(tensors):
        return torch.cat([t.flatten(2).mean(2) if t.dim() > 2 else t for t in tensors], 1)

    return logits, means([outputs[tap] for tap in taps]), means(gradients)


def keep(folder, name, net, head, taps, shape):
    """Exports one network to folder, with what is expected of it; why not, where it is refused."""
    folder.mkdir(parents=True, exist_ok=True)
    net = settled(net, shape)
    linear = net.get_submodule(head)
    if isinstance(linear, nn.Linear):
        make_sure(net, linear, shape)
    frames = pictures(folder, shape) if shape[0] == 1 else torch.randint(0, 256, (_FRAMES, *shape), dtype=torch.uint8)
    figures = expected(net, head, taps, frames, shape[0])
    try:
        export_bundle(
            net,
            folder,
            name=name,
            labels=[f"class {i}" for i in range(figures[0].shape[1])],
            head=head,
            taps=[TapSpec(tap) for tap in taps],
            input_shape=shape,
            mean=[_MEAN] * shape[0],
            std=[_STD] * shape[0],
        )
    except ExportError as refusal:
        (folder / "refused.txt").write_text(str(refusal), encoding="utf-8")
        return str(refusal)
    (folder / "frames.bin").write_bytes(frames.numpy().tobytes())
    rows = [tensor.detach().flatten().tolist() for tensor in figures]
    described = dict(zip(("logits", "taps", "tapGradients"), rows))
    (folder / "expected.json").write_text(json.dumps(described), encoding="utf-8")
    return None


def pictures(folder, shape):
    """Coloured pictures, and what Pillow makes of them for a grey network."""
    import numpy
    from PIL import Image

    grey = []
    for i in range(_FRAMES):
        colours = torch.randint(0, 256, (*shape[1:], 3), dtype=torch.uint8).numpy()
        picture = Image.fromarray(colours)
        picture.save(folder / f"picture-{i}.png")
        grey.append(torch.from_numpy(numpy.array(picture.convert("L")))[None])
    return torch.stack(grey)


def settled(net, shape):
    """With batch normalisation's statistics as of training: fresh ones hide what folding them forgets."""
    norms = [m for m in net.modules() if isinstance(m, nn.modules.batchnorm._BatchNorm)]
    net.eval()
    for norm in norms:
        norm.train()
    with torch.no_grad():
        for name, parameter in net.named_parameters():
            if name.endswith("layer_scale"):  # ConvNeXt's 1e-6 would hide its blocks
                parameter.fill_(0.3)
        for _ in range(12):
            net((torch.rand(8, *shape) - _MEAN) / _STD)
    return net.eval()


def make_sure(net, linear, shape):
    """Fresh heads are zero or nearly, and nothing could be told from their logits and gradients."""
    with torch.no_grad():
        linear.weight.normal_(0, 1)
        logits = net((torch.rand(8, *shape) - _MEAN) / _STD)
        linear.weight.mul_(2 / logits.std().clamp(min=1e-3))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("out", type=pathlib.Path)
    parser.add_argument("--torchvision", action="store_true")
    parser.add_argument("--only", nargs="+", default=[])
    arguments = parser.parse_args()
    warnings.filterwarnings("ignore")
    torch.set_num_threads(1)
    if arguments.torchvision:
        nets = families()
    else:
        nets = {name: (lambda net=net: net, "fc", taps, 32) for name, (net, taps) in patterns().items()}
    for name, (make, head, taps, side) in nets.items():
        if arguments.only and name not in arguments.only:
            continue
        torch.manual_seed(11)
        started = time.perf_counter()
        shape = (1 if name == "grey" else 3, side, side)
        refusal = keep(arguments.out / name, name, make(), head, taps, shape)
        said = f"refused: {refusal.splitlines()[0]}" if refusal else "exported"
        print(f"{name}: {said} ({time.perf_counter() - started:.0f} s)", flush=True)


if __name__ == "__main__":
    sys.exit(main())
