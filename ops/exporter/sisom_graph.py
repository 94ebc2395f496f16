"""Records forward and backward as tensor operations, and writes them out as TorchScript."""

import importlib.util
import operator
import pathlib
import tempfile
from types import MappingProxyType

import torch
from torch import nn
from torch._subclasses.fake_tensor import FakeTensorMode
from torch.func import functional_call
from torch.fx.experimental.proxy_tensor import make_fx
from torch.fx.experimental.symbolic_shapes import (
    DimDynamic,
    ShapeEnv,
    StatelessSymbolicContext,
)

_ARITHMETIC = {
    operator.add: "+",
    operator.sub: "-",
    operator.mul: "*",
    operator.floordiv: "//",
}
_INPUTS = ("frames", "head_weight", "head_bias")
_OWN = MappingProxyType({})
_PLACE_ONLY = {"layout", "device", "pin_memory"}


class Recording:
    """A network without its head, the modules to tap, and example inputs."""

    def __init__(self, whole, tapped, frames, weight, bias):
        self.whole = whole
        self.tapped = tapped
        self.frames = frames
        self.weight = weight
        self.bias = bias

    def activations(self, frames, keep_graph, state):
        """(penultimate, outputs of the tapped modules in order); differentiable from the taps on.

        state stands in for the network's own parameters and buffers while recording.
        """
        outputs = {}

        def hook_for(index):
            def hook(_module, _inputs, output):
                if not isinstance(output, torch.Tensor) or output.dim() < 2:
                    raise ValueError(f"tap {index} gives no single tensor of shape [N, C, ...]")
                if index in outputs:
                    raise ValueError(f"tap {index} is called more than once")
                if keep_graph and not output.requires_grad:
                    output = output.detach().requires_grad_()
                outputs[index] = output
                return output.clone()  # so that an in-place operation after it leaves the tap alone

            return hook

        hooks = [tap.register_forward_hook(hook_for(i)) for i, tap in enumerate(self.tapped)]
        try:
            penultimate = functional_call(self.whole, dict(state), (frames,))
        finally:
            for hook in hooks:
                hook.remove()
        missing = set(range(len(self.tapped))) - outputs.keys()
        if missing:
            raise ValueError(f"taps {sorted(missing)} take no part in the forward pass")
        return penultimate, [outputs[i] for i in range(len(self.tapped))]

    def score(self, frames, weight, bias, state=_OWN):
        """(logits, taps, tap_grads) by autograd: what is recorded, and what the result is held to."""
        with torch.enable_grad():
            penultimate, outputs = self.activations(frames, True, state)
            logits = torch.addmm(bias, penultimate, weight.t())
            divergence = -torch.log_softmax(logits, -1).mean(-1).sum()
            gradients = torch.autograd.grad(divergence, outputs)
        return logits.detach(), _means(outputs), _means(gradients)

    def features(self, frames, weight, bias, state=_OWN):
        """(logits, taps)."""
        with torch.no_grad():
            penultimate, outputs = self.activations(frames, False, state)
            return torch.addmm(bias, penultimate, weight.t()), _means(outputs)

    def tap_widths(self):
        with torch.no_grad():
            return [tap.shape[1] for tap in self.activations(self.frames, False, _OWN)[1]]


def _means(tensors):
    """Each [N,C,...] averaged over its positions, joined to [N,D]."""
    return torch.cat(
        [t.detach().mean(list(range(2, t.dim()))) if t.dim() > 2 else t.detach() for t in tensors], 1
    )


def record(recording, with_gradients):
    """A TorchScript module (frames, head_weight, head_bias) of plain operations, N and K free."""
    recording.whole.eval().requires_grad_(False)
    function = recording.score if with_gradients else recording.features
    held = {**dict(recording.whole.named_parameters()), **dict(recording.whole.named_buffers())}
    inputs, state = _stand_ins(recording, held)
    graph = make_fx(lambda state, frames, weight, bias: function(frames, weight, bias, state))(
        state, *inputs
    )
    _refuse_fixed_sizes(graph.graph)
    _simplify(graph.graph)
    source, constants = _source(graph, list(held.values()), 3 if with_gradients else 2)
    return _module_of(source, constants)


def _stand_ins(recording, held):
    """For the inputs, with symbolic N and K (the sizes here are hints), and for the held tensors."""
    mode = FakeTensorMode(shape_env=ShapeEnv(duck_shape=False), allow_non_fake_inputs=True)

    def stand_in(tensor, free_first):
        sizes = [DimDynamic.STATIC] * tensor.dim()
        if free_first:
            sizes[0] = DimDynamic.DYNAMIC
        context = StatelessSymbolicContext(
            dynamic_sizes=sizes, constraint_sizes=[None] * len(sizes)
        )
        return mode.from_tensor(tensor, symbolic_context=context)

    frames = torch.zeros(23, *recording.frames.shape[1:], dtype=recording.frames.dtype)
    head = torch.zeros(29, recording.weight.shape[1]), torch.zeros(29)
    inputs = [stand_in(tensor, True) for tensor in (frames, *head)]
    return inputs, {name: stand_in(tensor, False) for name, tensor in held.items()}


def _refuse_fixed_sizes(graph):
    """Some operations tie the recording to the example's sizes."""
    placeholders = [node for node in graph.nodes if node.op == "placeholder"]
    for what, node in zip(("frames", "classes"), placeholders[-len(_INPUTS) :]):
        size = node.meta["val"].shape[0]
        if isinstance(size, int) or size.node.maybe_as_int() is not None:
            raise ValueError(
                f"something in the network works for one number of {what} only, not for any; "
                "known to: len(x) (write x.shape[0]) and bilinear upsampling"
            )


def _simplify(graph):
    """Drops operations that only matter to autograd: detach, and clone where nothing is overwritten."""
    overwrites = any(
        isinstance(node.target, torch._ops.OpOverload) and node.target._schema.is_mutable
        for node in graph.nodes
    )
    aten = torch.ops.aten
    dropped = {aten.detach.default, aten.alias.default, aten.lift_fresh_copy.default}
    if not overwrites:
        dropped.add(aten.clone.default)
    for node in list(graph.nodes):
        reshaping = node.target is aten.clone.default and node.kwargs
        if node.op == "call_function" and node.target in dropped and not reshaping:
            node.replace_all_uses_with(node.args[0])
            graph.erase_node(node)
    graph.eliminate_dead_code()


def _source(graph, held, results):
    """TorchScript source of the graph, whose inputs are the held tensors, then frames and head.

    Also the tensors that the source refers to by name.
    """
    constants, lines, values = {}, [], iter([*held, *_INPUTS])
    for node in graph.graph.nodes:
        if node.op == "placeholder":
            value = next(values)
            if isinstance(value, str):
                lines.append(f"{node.name} = {value}")
            elif node.users:
                constants[node.name] = value
                lines.append(f"{node.name} = self.{node.name}")
        elif node.op == "get_attr":
            constants[node.name] = _attribute(graph, node.target)
            lines.append(f"{node.name} = self.{node.name}")
        elif node.op == "call_function":
            lines.append(f"{_target(node)} = {_call(node)}")
        elif node.op == "output":
            lines.append(f"return {_text(tuple(node.args[0]))}")
    kinds = ", ".join(["torch.Tensor"] * results)
    header = [
        "import torch",
        "from typing import Tuple",
        "class Recorded(torch.nn.Module):",
        "    def forward(self, frames: torch.Tensor, head_weight: torch.Tensor,",
        f"                head_bias: torch.Tensor) -> Tuple[{kinds}]:",
    ]
    return "\n".join(header + ["        " + line for line in lines]) + "\n", constants


def _attribute(module, path):
    for part in path.split("."):
        module = getattr(module, part)
    return module


def _target(node):
    """The variable, or the variables of an operation with several results."""
    results = getattr(getattr(node.target, "_schema", None), "returns", [None])
    return node.name if len(results) == 1 else ", ".join(f"{node.name}_{i}" for i in range(len(results)))


def _call(node):
    if node.target is operator.getitem:
        source, index = node.args
        several = len(source.target._schema.returns) > 1
        return f"{source.name}_{index}" if several else f"{source.name}[{index}]"
    if node.target in _ARITHMETIC:
        left, right = (_text(value) for value in node.args)
        return f"{left} {_ARITHMETIC[node.target]} {right}"
    if node.target is torch.ops.aten.sym_size.int:
        return f"{node.args[0].name}.size({node.args[1]})"
    if not isinstance(node.target, torch._ops.OpOverload) or node.target.namespace != "aten":
        raise ValueError(f"operation {node.target} cannot be written as TorchScript")
    given = [_text(value) for value in node.args]
    given += [f"{k}={_text(v)}" for k, v in node.kwargs.items() if k not in _PLACE_ONLY]
    return f"torch.ops.aten.{node.target._schema.name.split('::')[1]}({', '.join(given)})"


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


def _module_of(source, constants):
    """The class of the source, holding the constants: parameters stay parameters, shared not copied."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "recorded.py"
        path.write_text(source, encoding="utf-8")
        spec = importlib.util.spec_from_file_location("recorded", path)
        recorded = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(recorded)
        module = recorded.Recorded()
        for name, tensor in constants.items():
            if isinstance(tensor, nn.Parameter):
                module.register_parameter(name, tensor)
            else:
                module.register_buffer(name, tensor)
        return scripted(module)


def scripted(module):
    return module if isinstance(module, torch.jit.ScriptModule) else torch.jit.script(module)
