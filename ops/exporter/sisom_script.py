"""Writes recorded operations out as one TorchScript class, the bundle."""

import importlib.util
import math
import operator
import pathlib
import tempfile

import torch

import sisom_fold
from sisom_graph import module_of, output_of

# What a recording does with sizes that depend on the number of frames.
_SIZES = {
    operator.add: "{} + {}",
    operator.sub: "{} - {}",
    operator.mul: "{} * {}",
    operator.floordiv: "{} // {}",
    operator.truediv: "{} / {}",
    operator.mod: "{} % {}",
    operator.pow: "{} ** {}",
    operator.neg: "-{}",
    operator.pos: "{}",
    operator.eq: "{} == {}",
    operator.ne: "{} != {}",
    operator.lt: "{} < {}",
    operator.le: "{} <= {}",
    operator.gt: "{} > {}",
    operator.ge: "{} >= {}",
    operator.and_: "{} & {}",
    operator.or_: "{} | {}",
    operator.lshift: "{} << {}",
    operator.rshift: "{} >> {}",
    torch.sym_max: "max({}, {})",
    torch.sym_min: "min({}, {})",
    torch.sym_not: "not {}",
    torch.sym_int: "int({})",
    torch.sym_float: "float({})",
    torch.sym_ite: "({1} if {0} else {2})",
    max: "max({}, {})",
    min: "min({}, {})",
    abs: "abs({})",
    round: "round({})",
    math.ceil: "math.ceil({})",
    math.floor: "math.floor({})",
    math.trunc: "int({})",
    math.sqrt: "math.sqrt({})",
}
_SIZES.update({
    function: text
    for name, text in (
        ("sym_sum", "sum({})"),
        ("_sym_sqrt", "math.sqrt(float({}))"),
        ("sym_fresh_size", "{}"),
    )
    if (function := getattr(torch, name, None)) is not None
})
_TENSOR_SIZES = {
    torch.ops.aten.sym_size.int: "{}.size({})",
    torch.ops.aten.sym_stride.int: "{}.stride({})",
    torch.ops.aten.sym_numel.default: "{}.numel()",
    torch.ops.aten.sym_storage_offset.default: "{}.storage_offset()",
}
_FUNCTIONS = {
    sisom_fold.pooled: "position_mean",
    sisom_fold.pooled_input_gradient: "input_gradient_mean",
}
_PLACE_ONLY = {"layout", "device", "pin_memory"}
_WORKING = "self.working.dtype"
_HALF_GRADIENT_SCALE = 1024.0  # a power of two, so that taking it out again is exact

_HEADER = '''
import math

import torch
from torch import Tensor
from typing import List, Tuple


def wide(x: Tensor, dtype: int) -> Tensor:
    """What scoring tensors are made from: as it is, but for float64 exact from the beginning."""
    return x.to(torch.float64) if dtype == torch.float64 and x.is_floating_point() else x


def position_mean(x: Tensor) -> Tensor:
    """Mean over positions, [N,C,...] to [N,C]."""
    return x.flatten(2).mean(2, dtype=torch.float32) if x.dim() > 2 else x.to(torch.float32)


def grad_cam(tap: Tensor, gradient: Tensor) -> Tensor:
    """Grad-CAM (Selvaraju et al. 2017, eq. 1 and 2): [N,C,H,W] and its gradient to [N,H,W], at least 0."""
    weights = gradient.to(torch.float32).flatten(2).mean(2)
    return torch.relu((tap.to(torch.float32) * weights.unsqueeze(2).unsqueeze(3)).sum(1))


def reached(k: int, size: int, out: int, stride: int, padding: int, dilation: int) -> Tuple[int, int]:
    """The outputs, from and to, whose k-th input lies inside the image and not in its padding."""
    first = max(0, (padding - k * dilation + stride - 1) // stride)
    last = min(out, (size - 1 + padding - k * dilation) // stride + 1)
    return min(first, out), max(first, last)


def sums(x: Tensor, dim: int, kernel: int, size: int, stride: int, padding: int, dilation: int) -> Tensor:
    """For each k of the kernel, the sum over the outputs along dim that its input takes part in."""
    out = x.size(dim)
    whole = x.sum(dim, dtype=torch.float32)
    found: List[Tensor] = []
    for k in range(kernel):
        first, last = reached(k, size, out, stride, padding, dilation)
        part = whole
        if first > 0:
            part = part - x.narrow(dim, 0, first).sum(dim, dtype=torch.float32)
        if last < out:
            part = part - x.narrow(dim, last, out - last).sum(dim, dtype=torch.float32)
        found.append(part)
    return torch.stack(found, 2)


def input_gradient_mean(gradient: Tensor, weight: Tensor, x: Tensor, stride: List[int],
                        padding: List[int], dilation: List[int]) -> Tensor:
    """position_mean() of the gradient at a convolution's input x, from sums of the one at its output."""
    kh, kw, h, w = weight.size(2), weight.size(3), x.size(2), x.size(3)
    rows = sums(gradient, 2, kh, h, stride[0], padding[0], dilation[0])
    both = sums(rows, 3, kw, w, stride[1], padding[1], dilation[1])
    flat = both.permute(0, 1, 3, 2).flatten(1)
    matrix = weight.permute(0, 2, 3, 1).flatten(0, 2).to(torch.float32)
    return flat.matmul(matrix) / (h * w)


class Bundle(torch.nn.Module):
'''

_FIXED = '''
    @torch.jit.export
    def refold(self) -> Tensor:
        """Makes the scoring tensors from the network's own; how many there are."""
        self.gradient_scale = 1.0
        return self.derive(torch.float32)

    @torch.jit.export
    def use_half(self) -> Tensor:
        """The same in half precision, with gradients scaled so that small ones stay."""
        self.gradient_scale = {scale}
        return self.derive(torch.float16)

    @torch.jit.export
    def use_bfloat16(self) -> Tensor:
        """The same in bfloat16, which has float32's range: nothing is scaled."""
        self.gradient_scale = 1.0
        return self.derive(torch.bfloat16)

    @torch.jit.export
    def train_forward(self, frames: Tensor) -> Tensor:
        return self.net(frames)

    @torch.jit.export
    def initial_head(self) -> Tuple[Tensor, Tensor]:
        return self.head_weight0, self.head_bias0
'''


class BundleWriter:
    """Gathers methods, then makes the module."""

    def __init__(self, held, derived):
        self.held = held
        self.derived = derived
        self.constants = {}
        self.methods = []
        self.used = set()

    def add_plain(self, name, forward):
        """The network as recorded: (frames, head) -> logits."""
        lines = self._body(forward.graph, [self._source(one) for one in forward.inputs], name, False)
        (penultimate,) = output_of(forward.graph.graph).args[0]
        lines.append(f"return torch.addmm(head_bias, {penultimate.name}, head_weight.t())")
        self._add(name, lines, "Tensor")

    def add_scoring(self, name, graph, tap_count, wanted):
        """A finished graph: (frames, head) -> (logits, taps[N,D]) and, where not None, tap_grads."""
        lines = self._body(graph, [f"self.{one.name}" for one in self.derived], name, True)
        logits, *pooled = (node.name for node in output_of(graph.graph).args[0])
        taps, gradients = pooled[:tap_count], pooled[tap_count:]
        results = [logits, f"torch.cat([{', '.join(taps)}], 1)"]
        if wanted is not None:
            given = dict(zip(wanted, gradients))
            parts = [
                given.get(i, f"torch.zeros_like({taps[i]})") for i in range(tap_count)
            ]
            results.append(f"torch.cat([{', '.join(parts)}], 1) / self.gradient_scale")
        lines.append(f"return {', '.join(results)}")
        self._add(name, lines, f"Tuple[{', '.join(['Tensor'] * len(results))}]")

    def add_heat_map(self, name, graph):
        """A graph of finish_map: (frames, head) -> [N,H,W]."""
        lines = self._body(graph, [f"self.{one.name}" for one in self.derived], name, True)
        tap, gradient = (node.name for node in output_of(graph.graph).args[0])
        lines.append(f"return grad_cam({tap}, {gradient}) / self.gradient_scale")
        self._add(name, lines, "Tensor")

    def module(self, net, weight, bias):
        """The bundle, scripted, its scoring tensors made; net is the traced network to train."""
        text = self._text()
        tensors = {one.name: one.example.clone() for one in self.derived}
        for i, tensor in enumerate(self.held.values()):
            if i in self.used:
                tensors[f"source_{i}"] = tensor.detach()
        tensors.update(self.constants)
        tensors.update(head_weight0=weight, head_bias0=bias, working=torch.zeros(0))
        with tempfile.TemporaryDirectory() as folder:
            module = _loaded(text, pathlib.Path(folder) / "recorded.py").Bundle()
            for name, tensor in tensors.items():
                module.register_buffer(name, tensor)
            module.net = net
            module.gradient_scale = 1.0
            scripted = torch.jit.script(module)
        with torch.no_grad():
            scripted.refold()
        return scripted

    def _source(self, name):
        index = list(self.held).index(name)
        self.used.add(index)
        return f"self.source_{index}"

    def _add(self, name, lines, returns):
        head = [] if name == "forward" else ["    @torch.jit.export"]
        head.append(f"    def {name}(self, frames: Tensor, head_weight: Tensor, head_bias: Tensor)"
                    f" -> {returns}:")
        self.methods.append("\n".join(head + ["        " + line for line in lines]) + "\n")

    def _text(self):
        lines = ["        self.working = self.working.to(dtype)"]
        for one in self.derived:
            sources = (f"wide({self._source(source)}, dtype)" for source in one.sources)
            made = one.text.format(*sources)
            cast = ".to(dtype)" if one.example.is_floating_point() else ""
            lines.append(f"        self.{one.name} = ({made}){cast}")
        derive = ["    @torch.jit.export", "    def derive(self, dtype: int) -> Tensor:", *lines]
        derive.append(f"        return torch.tensor([{len(self.derived)}])")
        fixed = _FIXED.format(scale=_HALF_GRADIENT_SCALE)
        return _HEADER + "\n".join(self.methods) + fixed + "\n" + "\n".join(derive) + "\n"

    def _body(self, graph, inputs, method, working):
        """One line for each operation; in the working precision where so asked."""
        lines, values = [], iter([*inputs, "frames"])
        for node in graph.graph.nodes:
            if node.op == "placeholder":
                value = next(values)
                if node.users:
                    lines.append(f"{node.name} = {value}")
            elif node.op == "get_attr":
                constant = _attribute(graph, node.target)
                name = f"constant_{method}_{node.name}"
                self.constants[name] = constant
                cast = f".to({_WORKING})" if working and constant.is_floating_point() else ""
                lines.append(f"{node.name} = self.{name}{cast}")
            elif node.op == "call_function":
                lines.append(f"{_target(node)} = {_written(node, working)}")
        return lines


def _attribute(module, path):
    for part in path.split("."):
        module = getattr(module, part)
    return module


def _target(node):
    """The variable, or the variables of an operation with several results."""
    results = getattr(getattr(node.target, "_schema", None), "returns", [None])
    return node.name if len(results) == 1 else ", ".join(f"{node.name}_{i}" for i in range(len(results)))


def _written(node, working):
    try:
        return _call(node, working)
    except ValueError as cause:
        module = module_of(node)
        raise ValueError(f"in module '{module}': {cause}" if module else str(cause)) from cause


def _call(node, working):
    if node.target is operator.getitem:
        source, index = node.args
        several = len(source.target._schema.returns) > 1
        return f"{source.name}_{index}" if several else f"{source.name}[{index}]"
    pattern = _SIZES.get(node.target) or _TENSOR_SIZES.get(node.target)
    if pattern is not None and not node.kwargs:
        return pattern.format(*(_text(value) for value in node.args))
    if node.target is sisom_fold.head:
        return f"torch.addmm(head_bias, {node.args[0].name}.to(torch.float32), head_weight.t())"
    if node.target is sisom_fold.start:
        logits = node.args[0].name
        surprise = f"(torch.softmax({logits}, 1) - 1.0 / {logits}.size(1)).matmul(head_weight)"
        return f"({surprise} * self.gradient_scale).to({_WORKING})"
    if node.target in _FUNCTIONS:
        return f"{_FUNCTIONS[node.target]}({', '.join(_text(value) for value in node.args)})"
    if not isinstance(node.target, torch._ops.OpOverload) or node.target.namespace != "aten":
        raise ValueError(f"operation {_spoken(node.target)} cannot be written as TorchScript")
    target = node.target
    if target in (torch.ops.aten.view.default, torch.ops.aten._unsafe_view.default):
        target = torch.ops.aten.reshape.default  # whatever the memory layout
    given = [_text(value) for value in node.args]
    for key, value in node.kwargs.items():
        if key in _PLACE_ONLY:
            continue
        in_working = working and key == "dtype" and value is torch.float32
        given.append(f"{key}={_WORKING if in_working else _text(value)}")
    return f"torch.ops.aten.{target._schema.name.split('::')[1]}({', '.join(given)})"


def _spoken(target):
    """A name for people."""
    if isinstance(target, torch._ops.OpOverload):
        return str(target)
    return getattr(target, "__name__", None) or str(target)


def _text(value):
    """An argument as TorchScript writes it."""
    if isinstance(value, torch.fx.Node):
        return value.name
    if isinstance(value, tuple):
        return f"({', '.join(_text(part) for part in value)},)"
    if isinstance(value, list):
        return f"[{', '.join(_text(part) for part in value)}]"
    if value is None or isinstance(value, (bool, int, float, torch.dtype, torch.memory_format)):
        if isinstance(value, float) and (value != value or abs(value) == float("inf")):
            return f"float('{value}')"
        return str(value)
    raise ValueError(f"argument {value!r} cannot be written as TorchScript")


def _loaded(text, path):
    path.write_text(text, encoding="utf-8")
    spec = importlib.util.spec_from_file_location("recorded", path)
    recorded = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(recorded)
    return recorded
