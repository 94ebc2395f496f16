#!/usr/bin/env python3
"""Makes a sisom model bundle (model.json and model.pt) from a torch nn.Module.

model.pt is one TorchScript file:

    forward(frames u8[N,C,H,W], head_weight f32[K,P], head_bias f32[K])
        -> (logits[N,K], taps[N,D], tap_grads[N,D])
    gradients_from_I(frames, head_weight, head_bias), I = 1, 2, ...
        -> the same with gradients at the I-th and later taps only, zeros before: a shorter way back
    features(frames, head_weight, head_bias) -> (logits[N,K], taps[N,D])
    plain(frames, head_weight, head_bias) -> logits[N,K]: the network as its author runs it
    train_forward(frames) -> penultimate[N,P], training-mode BatchNorm, differentiable
    refold() -> makes the tensors of scoring from the network's parameters; call it after training
    use_half() -> the same in half precision, for a GPU
    use_bfloat16() -> the same in bfloat16, for a GPU
    initial_head() -> (head_weight, head_bias)

taps are spatial means of activations, tap_grads spatial means of d KL(u||p) / d activation (SISOM,
arXiv 2405.11337, Eq. 2 and 3). Forward and backward are recorded as plain tensor operations, so
scoring needs no autograd, and the head is an input, so the label set can grow without Python.
Scoring has tensors of its own: BatchNorm folded into the convolutions, memory in channels_last.
"""

import argparse
import copy
import dataclasses
import importlib.util
import math
import pathlib
import shutil
import sys
import tempfile
import unicodedata
import zipfile

import torch
from torch import nn
from torch.nn.attention import SDPBackend, sdpa_kernel

import sisom_description
from sisom_fold import derive, finish, finish_map
from sisom_graph import Recording, record_forward, record_gradients, record_ordinary
from sisom_script import BundleWriter
from sisom_verify import short_problem, verify


# In model.json, in the file, and for people.
_SHORT_METHODS = (("half", "use_half", "half precision"), ("bfloat16", "use_bfloat16", "bfloat16"))


class ExportError(Exception):
    """The network cannot be exported; the message says why and what to do."""


@dataclasses.dataclass(frozen=True)
class TapSpec:
    """A module whose output is tapped: module is its path in the network, name is for model.json."""

    module: str
    name: str = ""

    @property
    def label(self):
        return self.name or self.module


class _Normalised(nn.Module):
    """The network without its head, behind the normalisation of uint8 frames."""

    def __init__(self, net, mean, std):
        super().__init__()
        self.net = net
        self.register_buffer("scale", 1 / (255 * torch.tensor(std)).view(1, -1, 1, 1))
        self.register_buffer("shift", (torch.tensor(mean) / torch.tensor(std)).view(1, -1, 1, 1))

    def forward(self, frames):
        output = self.net(frames.to(torch.float32) * self.scale - self.shift)
        # Some networks give more than logits: auxiliary heads in training, a structure of results.
        return output if isinstance(output, torch.Tensor) else output[0]


def export_bundle(net, out, *, name, labels, head, taps, input_shape, mean, std):
    """Writes a verified bundle to the directory out.

    net: frames f32[N,C,H,W] -> logits[N,K]; its output must be the output of the nn.Linear at head.
    taps: TapSpec of modules whose outputs are [N,C,...]; order and names go to model.json.
    mean, std: per channel, of frames scaled to 0..1. Raises ExportError.
    """
    if not isinstance(net, nn.Module):
        raise ExportError(f"the network is a {type(net).__name__}; it must be a torch.nn.Module")
    _refuse_early(name, labels, [tap.label for tap in taps], input_shape, mean, std)
    net = copy.deepcopy(net).cpu().float().eval()
    linear = _module(net, head)
    if not isinstance(linear, nn.Linear):
        raise ExportError(f"head '{head}' is a {type(linear).__name__}; it must be an nn.Linear")
    if len(labels) != linear.out_features:
        raise ExportError(f"{len(labels)} labels for a head of {linear.out_features} outputs")

    weight = linear.weight.detach().clone()
    bias = torch.zeros(len(weight)) if linear.bias is None else linear.bias.detach().clone()
    frames = torch.randint(0, 256, (5, *input_shape), dtype=torch.uint8)
    whole = _Normalised(net, mean, std).eval()
    # Attention in plain operations: the fused ones have no way back that can be written down.
    with sdpa_kernel(SDPBackend.MATH), tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        _behead(whole, head, linear, frames)
        tapped = [_module(net, tap.module) for tap in taps]
        _drop_unused(whole, frames)
        ordinary = copy.deepcopy(whole)
        for module in whole.modules():
            if getattr(module, "inplace", False) is True:
                module.inplace = False
        recording = Recording(whole, ordinary, tapped, frames, weight, bias)
        widths, gradients, short = _made(recording, work / "model.pt")
        has_map = recording.last_spatial_tap() is not None
        described = sisom_description.describe(
            name=name,
            labels=labels,
            taps=[(tap.label, width) for tap, width in zip(taps, widths)],
            input_shape=input_shape,
            penultimate=linear.in_features,
            methods=_methods(gradients, taps, short, has_map),
        )
        problem = sisom_description.problem(described)
        if problem:
            raise ExportError(problem)
        text = sisom_description.written(described)
        (work / "model.json").write_text(text, encoding="utf-8")
        _place(work, pathlib.Path(out))


def _refuse_early(name, labels, taps, input_shape, mean, std):
    """What can be told without the network."""
    problem = (
        sisom_description.name_problem(name)
        or sisom_description.labels_problem(labels)
        or sisom_description.input_problem(input_shape)
        or sisom_description.taps_problem(taps)
    )
    if problem:
        raise ExportError(problem)
    channels = input_shape[0]
    numbers = [*mean, *std]
    if not len(mean) == len(std) == channels or not all(map(math.isfinite, numbers)) or min(std) <= 0:
        raise ExportError(f"mean and std need {channels} numbers each, std above 0")


def _made(recording, file):
    """Writes and verifies model.pt; (tap widths, taps each method reaches, methods for 16 bits)."""
    try:
        widths = recording.tap_widths()
        bundle, gradients = _recorded(recording, widths)
    except Exception as cause:
        where = f"in module '{recording.inside}': " if recording.inside else ""
        raise ExportError(f"the network could not be recorded: {where}{cause}") from cause
    _save(bundle, file)
    try:
        problem = verify(file, recording, gradients)
        short = _short(file, recording)
    except RuntimeError as cause:
        problem = f"the written file does not run: {cause}"
    if problem:
        raise ExportError(problem)
    return widths, gradients, short


def _short(file, recording):
    """What model.json says of 16 bits; what this network cannot do in them is said and left out."""
    found = {}
    for key, method, spoken in _SHORT_METHODS:
        problem = short_problem(file, recording, method)
        if problem:
            print(f"without {spoken}: {problem}", file=sys.stderr)
        else:
            found[key] = method
    return found


def _place(work, out):
    """A whole bundle or none: what was there before stays until the new one is whole."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        for name in ("model.pt", "model.json"):
            beside = out / f".{name}.new"
            shutil.copyfile(work / name, beside)
            beside.replace(out / name)
    except OSError as cause:
        raise ExportError(f"the bundle cannot be written to {out}: {cause}") from cause


def _recorded(recording, widths):
    """The bundle, and which taps (by index) each of its methods gives gradients of."""
    forward = record_forward(recording)
    held = recording.held()
    derived = derive(forward, held)
    writer = BundleWriter(held, derived)
    order = forward.tap_order()
    gradients = {}
    for first in range(len(order)):
        gradients[f"gradients_from_{first}" if first else "forward"] = order[first:]
    examples = {one.name: one.example for one in derived}
    for method, wanted in {**gradients, "features": []}.items():
        graph = record_gradients(forward, examples, recording.frames, wanted)
        finish(graph.graph, len(widths))
        writer.add_scoring(method, graph, len(widths), wanted if method in gradients else None)
    spatial = recording.last_spatial_tap()
    if spatial is not None:
        graph = record_gradients(forward, examples, recording.frames, [spatial])
        finish_map(graph.graph, spatial)
        writer.add_heat_map("heat_map", graph)
    writer.add_plain("plain", record_ordinary(recording))
    net = _trained(recording.whole, recording.frames)
    return writer.module(net, recording.weight, recording.bias), gradients


def _methods(gradients, taps, short, has_map):
    """What model.json says of the methods that format 1 did not have from the start."""
    methods = {
        "gradients": [
            {"method": method, "taps": [taps[i].label for i in sorted(wanted)]}
            for method, wanted in gradients.items()
        ],
        "plain": "plain",
        "refold": "refold",
    }
    methods.update(short)
    if has_map:
        methods["heatMap"] = "heat_map"
    return methods


def _behead(whole, head, linear, frames):
    """Takes the head away, and makes sure that what is left gives the head's input."""
    refusal = ExportError(f"the network's output is not the output of its head '{head}'")
    with torch.no_grad():
        expected = whole(frames)
        _replace(whole.net, head, nn.Identity())
        try:
            penultimate = whole(frames)
        except RuntimeError as cause:
            raise refusal from cause
        if penultimate.shape != (len(frames), linear.in_features):
            raise refusal
        if not torch.allclose(linear(penultimate), expected, rtol=1e-4, atol=1e-4):
            raise refusal


def _drop_unused(whole, frames):
    """Takes out what has no part in the logits, like auxiliary heads: nothing could train it."""
    whole.requires_grad_(True)
    with torch.enable_grad():
        whole(frames).sum().backward()
    unused = {id(p) for p in whole.parameters() if p.grad is None}
    whole.zero_grad(set_to_none=True)
    dropped = []
    for path, module in list(whole.net.named_modules()):
        mine = list(module.parameters())
        if path and mine and all(id(p) in unused for p in mine):
            if not any(path.startswith(above + ".") for above in dropped):
                dropped.append(path)
    for path in dropped:
        _replace(whole.net, path, nn.Identity())
    for module in whole.net.modules():
        for key, parameter in module.named_parameters(recurse=False):
            if id(parameter) in unused:
                _try_without(whole, module, key, frames)
    whole.requires_grad_(False)


def _try_without(whole, module, key, frames):
    parameter = getattr(module, key)
    setattr(module, key, None)
    try:
        with torch.no_grad():
            whole(frames)
    except Exception:  # it is read without being used; the check of what was written names it
        setattr(module, key, parameter)


def _trained(whole, frames):
    """The network traced in training mode; its parameters are differentiable."""
    whole.train().requires_grad_(True)
    buffers = {key: value.clone() for key, value in whole.named_buffers()}
    traced = torch.jit.trace(whole, (frames,), check_trace=False)
    for key, value in whole.named_buffers():
        value.copy_(buffers[key])
    whole.eval()
    return traced


def _save(bundle, path):
    """Without source positions, which name the files of the machine that exported."""
    with tempfile.TemporaryDirectory() as folder:
        full = pathlib.Path(folder) / "model.pt"
        bundle.save(str(full))
        with zipfile.ZipFile(full) as source, zipfile.ZipFile(path, "w") as target:
            for entry in source.infolist():
                if not entry.filename.endswith(".debug_pkl"):
                    kept = zipfile.ZipInfo(entry.filename)
                    kept.compress_type = entry.compress_type
                    target.writestr(kept, source.read(entry))


def _module(net, path):
    try:
        return net.get_submodule(path)
    except AttributeError as missing:
        names = ", ".join(key for key, _ in net.named_children())
        raise ExportError(f"the network has no module '{path}'; at its top are: {names}") from missing


def _replace(net, path, module):
    parent, _, leaf = path.rpartition(".")
    setattr(net.get_submodule(parent), leaf, module)


def _network(spec):
    """Loads FILE.py:FUNCTION and calls the function, which returns the trained network."""
    file, _, function = spec.rpartition(":")
    if not file.endswith(".py") or not function:
        raise ExportError(f"--network is FILE.py:FUNCTION, not '{spec}'")
    if not pathlib.Path(file).is_file():
        raise ExportError(f"--network: there is no file '{file}'")
    module_spec = importlib.util.spec_from_file_location("exported_network", file)
    module = importlib.util.module_from_spec(module_spec)
    module_spec.loader.exec_module(module)
    if not hasattr(module, function):
        raise ExportError(f"--network: '{file}' has no function '{function}'")
    return getattr(module, function)()


def _labels(path):
    """A label a line: with or without a byte order mark, lines ended as on any system."""
    if not path.is_file():
        raise ExportError(f"--labels: there is no file '{path}'")
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as cause:
        raise ExportError(f"--labels: '{path}' is not UTF-8: {cause}") from cause
    lines = [unicodedata.normalize("NFC", line.strip()) for line in text.split("\n")]
    return [line for line in lines if line]


def main():
    arguments = _parser().parse_args(folder_first(sys.argv[1:]))
    try:
        export_bundle(
            _network(arguments.network),
            arguments.out,
            name=arguments.name,
            labels=_labels(arguments.labels),
            head=arguments.head,
            taps=[TapSpec(*tap.split("=", 1)) for tap in arguments.taps],
            input_shape=tuple(arguments.input),
            mean=sum(arguments.mean, []),
            std=sum(arguments.std, []),
        )
    except ExportError as refusal:
        sys.exit(f"not exported: {refusal}")
    print(f"bundle written to {arguments.out}")


def _parser():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--network", required=True, metavar="FILE.py:FUNCTION",
                        help="a function without arguments that returns the trained nn.Module")
    parser.add_argument("--head", required=True, help="path of the last nn.Linear, e.g. fc")
    parser.add_argument("--taps", required=True, nargs="+", metavar="MODULE[=NAME]",
                        help="modules to tap, e.g. layer2 layer3=stage3 avgpool")
    parser.add_argument("--labels", required=True, type=pathlib.Path, help="file, a label a line")
    parser.add_argument("--input", required=True, nargs=3, type=int, metavar=("C", "H", "W"),
                        help="C is 3 (RGB) or 1 (grey)")
    parser.add_argument("--mean", required=True, nargs="+", type=_numbers,
                        help="a number for each channel, of frames scaled to 0..1")
    parser.add_argument("--std", required=True, nargs="+", type=_numbers)
    parser.add_argument("--name", required=True, help="1 to 100 of A-Z a-z 0-9 . _ -")
    parser.add_argument("out", type=pathlib.Path, help="bundle directory to write")
    return parser


def _numbers(text):
    """0.5, or several with commas between."""
    return [float(part) for part in text.split(",")]


def folder_first(given):
    """The command line with the folder before the options, wherever it stood.

    argparse gives all that follows an option of several values to that option, a folder too.
    """
    options, folders, i = [], [], 0
    while i < len(given) and given[i] != "--":
        end = i + 1
        while end < len(given) and not given[end].startswith("--"):
            end += 1
        values = given[i + 1 : end]
        kept = len(values)
        if _means(given[i], "--mean") or _means(given[i], "--std"):
            kept = next((n for n, value in enumerate(values) if not _is_numbers(value)), kept)
        elif _means(given[i], "--taps") and len(values) > 1 and _is_folder(values[-1]):
            kept -= 1
        options += [given[i], *values[:kept]]
        folders += values[kept:]
        i = end
    return [*folders, *options, *given[i:]]


def _means(given, option):
    """Options may be cut short."""
    return len(given) > 2 and option.startswith(given)


def _is_numbers(text):
    try:
        return bool(_numbers(text))
    except ValueError:
        return False


def _is_folder(text):
    return "=" not in text and any(mark in text for mark in "/\\")


if __name__ == "__main__":
    main()
