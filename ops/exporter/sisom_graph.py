"""Records a network's forward pass, and from it forward and backward together, as plain operations."""

import contextlib
import dataclasses
import math

import torch
import torch.nn.functional as F
import torch.fx.traceback as fx_traceback
from torch._decomp import get_decompositions
from torch._subclasses.fake_tensor import FakeTensorMode
from torch.func import functional_call
from torch.fx.experimental.proxy_tensor import make_fx
from torch.fx.experimental.symbolic_shapes import (
    DimDynamic,
    ShapeEnv,
    StatelessSymbolicContext,
)
from torch.overrides import TorchFunctionMode

_ATEN = torch.ops.aten
_NO_STATE = {}
_MODULES = "nn_module_stack"


class Recording:
    """A network without its head, the modules to tap, and example inputs.

    ordinary is the same network as its author runs it, with its in-place activations.
    """

    def __init__(self, whole, ordinary, tapped, frames, weight, bias):
        self.whole = whole
        self.ordinary = ordinary
        self.tapped = tapped
        self.frames = frames
        self.weight = weight
        self.bias = bias
        self.inside = ""  # path of the module in which the last pass broke off

    def activations(self, frames, keep_graph, state=None):
        """(penultimate, outputs of the tapped modules in order); differentiable from the taps on.

        state stands in for the network's own parameters and buffers.
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
        with self._followed(frames):
            try:
                penultimate = functional_call(self.whole, state or _NO_STATE, (frames,))
            finally:
                for hook in hooks:
                    hook.remove()
        missing = set(range(len(self.tapped))) - outputs.keys()
        if missing:
            raise ValueError(f"taps {sorted(missing)} take no part in the forward pass")
        return penultimate, [outputs[i] for i in range(len(self.tapped))]

    @contextlib.contextmanager
    def _followed(self, frames):
        """Keeps in which module a pass is: recorded operations tell of it, and a refusal can name it."""
        entered = []

        def enter(path, kind):
            def hook(_module, _inputs):
                entered.append(path)
                fx_traceback.current_meta[_MODULES] = {path: (path, kind)}

            return hook

        def leave(_module, _inputs, _output):
            path = entered.pop()
            fx_traceback.current_meta.pop(_MODULES, None)
            if not self.inside and _is_fixed(frames.shape[0]):
                self.inside = path

        hooks = []
        for path, module in self.whole.net.named_modules():
            hooks.append(module.register_forward_pre_hook(enter(path, type(module))))
            hooks.append(module.register_forward_hook(leave))
        try:
            yield
        except Exception:
            self.inside = entered[-1] if entered else ""
            raise
        finally:
            for hook in hooks:
                hook.remove()

    def score(self, frames, weight, bias, state=None):
        """(logits, taps, tap_grads) by autograd: what the bundle is held to."""
        with torch.enable_grad():
            penultimate, outputs = self.activations(frames, True, state)
            logits = torch.addmm(bias, penultimate, weight.t())
            divergence = -torch.log_softmax(logits, -1).mean(-1).sum()
            gradients = torch.autograd.grad(divergence, outputs)
        return logits.detach(), _means(outputs), _means(gradients)

    def heat_map(self, frames, weight, bias, tap, state=None):
        """[N,H,W] by autograd: Grad-CAM of KL(u||p) at a tap, what the bundle is held to."""
        with torch.enable_grad():
            penultimate, outputs = self.activations(frames, True, state)
            logits = torch.addmm(bias, penultimate, weight.t())
            divergence = -torch.log_softmax(logits, -1).mean(-1).sum()
            (gradient,) = torch.autograd.grad(divergence, [outputs[tap]])
        weights = gradient.mean((2, 3), keepdim=True)
        return torch.relu((outputs[tap].detach() * weights).sum(1))

    def last_spatial_tap(self):
        """Index of the tap of the fewest positions, but more than one; None where no tap is a map."""
        with torch.no_grad():
            taps = self.activations(self.frames, False)[1]
        sizes = [tap.shape[2] * tap.shape[3] if tap.dim() == 4 else 1 for tap in taps]
        maps = [i for i, size in enumerate(sizes) if size > 1]
        return min(reversed(maps), key=lambda i: sizes[i]) if maps else None

    def held(self):
        """The network's parameters and buffers by name."""
        return {**dict(self.whole.named_parameters()), **dict(self.whole.named_buffers())}

    def tap_widths(self):
        with torch.no_grad():
            return [tap.shape[1] for tap in self.activations(self.frames, False)[1]]


def _means(tensors):
    """Each [N,C,...] averaged over its positions, joined to [N,D]."""
    return torch.cat(
        [t.detach().mean(list(range(2, t.dim()))) if t.dim() > 2 else t.detach() for t in tensors], 1
    )


@dataclasses.dataclass
class ForwardPass:
    """Operations from frames to the penultimate layer.

    graph: a GraphModule of the inputs named, then the frames, giving (penultimate, *taps).
    inputs: name of each of its placeholders but the last, in order.
    """

    graph: torch.fx.GraphModule
    inputs: list

    def tap_nodes(self):
        return list(output_of(self.graph.graph).args[0])[1:]

    def tap_order(self):
        """Indices of the taps in the order in which the network reaches them."""
        place = {node: i for i, node in enumerate(self.graph.graph.nodes)}
        nodes = self.tap_nodes()
        return sorted(range(len(nodes)), key=lambda i: place[nodes[i]])


def record_forward(recording):
    """The forward pass with its taps, as a ForwardPass of the network's own tensors."""

    def function(state, frames):
        with torch.enable_grad():  # some layers take another path without
            penultimate, outputs = recording.activations(frames, True, state)
        return (penultimate, *outputs)

    forward = _forward_pass(recording, function)
    simplify(forward.graph.graph)
    forward.graph.recompile()
    return forward


def record_ordinary(recording):
    """The forward pass as the network's author runs it, without taps."""

    def function(state, frames):
        with torch.no_grad():
            return (functional_call(recording.ordinary, state, (frames,)),)

    return _forward_pass(recording, function)


def _forward_pass(recording, function):
    recording.whole.eval().requires_grad_(False)
    recording.ordinary.eval().requires_grad_(False)
    held = recording.held()
    state, frames = _stand_ins(held, recording.frames)
    with fx_traceback.preserve_node_meta(), _Upsampling():
        graph = make_fx(function, _PLAINLY)(state, frames)
    _refuse_fixed_sizes(graph.graph)
    _drop_restriding(graph.graph)
    graph.graph.eliminate_dead_code()
    for node in graph.graph.nodes:
        # A view is right for one memory layout only.
        if node.target in (_ATEN.view.default, _ATEN._unsafe_view.default):
            node.target = _ATEN.reshape.default
    graph.recompile()
    return ForwardPass(graph, list(held))


def record_gradients(forward, example, frames, wanted):
    """Forward pass and the backward pass from the penultimate layer down to the wanted taps.

    example: a tensor like each input of the forward pass. Returns a graph of its inputs and the
    frames, giving (penultimate, start, *taps, *gradients at wanted); start stands for the gradient
    at the penultimate layer and is to be replaced.
    """
    nodes = forward.tap_nodes()

    def function(state, frames):
        with torch.enable_grad():
            runner = _TappedRun(forward.graph, {nodes[i] for i in wanted})
            penultimate, *outputs = runner.run(*state.values(), frames)
            start = _ATEN.empty_like.default(penultimate.detach())
            leaves = [outputs[i] for i in wanted]
            gradients = torch.autograd.grad(penultimate, leaves, start) if wanted else ()
        return (penultimate.detach(), start, *(o.detach() for o in outputs), *gradients)

    state, frames = _stand_ins(example, frames)
    with fx_traceback.preserve_node_meta():
        graph = make_fx(function, _PLAINLY)(state, frames)
    simplify(graph.graph)
    return graph


class _TappedRun(torch.fx.Interpreter):
    """Runs a forward pass; the leaves are where differentiation begins."""

    def __init__(self, graph, leaves):
        super().__init__(graph)
        self.leaves = leaves

    def run_node(self, n):
        result = super().run_node(n)
        if n in self.leaves and not result.requires_grad:
            return result.detach().requires_grad_()
        return result


def _stand_ins(held, frames):
    """Fake tensors for what is held, and for the frames with a symbolic N (its size is a hint)."""
    mode = FakeTensorMode(shape_env=ShapeEnv(duck_shape=False), allow_non_fake_inputs=True)

    def stand_in(tensor, free_first):
        sizes = [DimDynamic.STATIC] * tensor.dim()
        if free_first:
            sizes[0] = DimDynamic.DYNAMIC
        context = StatelessSymbolicContext(
            dynamic_sizes=sizes, constraint_sizes=[None] * len(sizes)
        )
        return mode.from_tensor(tensor.detach(), symbolic_context=context)

    batch = torch.zeros(23, *frames.shape[1:], dtype=frames.dtype)
    return {name: stand_in(tensor, False) for name, tensor in held.items()}, stand_in(batch, True)


def _pad(x, sizes, value=0):
    """constant_pad_nd, which as it is would fix the number of frames; keeps the memory layout."""
    for i in range(len(sizes) // 2):
        dim = x.dim() - 1 - i
        before, after = sizes[2 * i : 2 * i + 2]
        x = x.narrow(dim, max(-before, 0), x.shape[dim] - max(-before, 0) - max(-after, 0))
        parts = [_filled(x, dim, before, value), [x], _filled(x, dim, after, value)]
        if before > 0 or after > 0:
            x = torch.cat(sum(parts, []), dim)
    return x.clone() if all(size <= 0 for size in sizes) else x


def _filled(x, dim, count, value):
    parts = []
    while count > 0:
        part = x.narrow(dim, 0, min(count, x.shape[dim]))
        parts.append(torch.full_like(part, value))
        count -= part.shape[dim]
    return parts


def _refuse_fixed_sizes(graph):
    """Some operations tie the recording to the example's sizes."""
    frames = [node for node in graph.nodes if node.op == "placeholder"][-1]
    if _is_fixed(frames.meta["val"].shape[0]):
        raise ValueError(
            "something in the network works for one number of frames only, not for any; "
            "known to: len(x) (write x.shape[0]), torch.arange of it, and F.fold"
        )


_PLAINLY = {
    **get_decompositions([
        _ATEN.upsample_nearest2d.default,
        _ATEN._upsample_nearest_exact2d.default,
        _ATEN.upsample_bilinear2d.default,
        _ATEN.upsample_bicubic2d.default,
    ]),
    _ATEN.constant_pad_nd.default: _pad,
}
_UPSAMPLINGS = {
    "nearest": lambda x, size, scales, _: _ATEN.upsample_nearest2d.default(x, size, *scales),
    "nearest-exact": lambda x, size, scales, _: _ATEN._upsample_nearest_exact2d.default(x, size, *scales),
    "bilinear": lambda x, size, scales, corners: _ATEN.upsample_bilinear2d.default(x, size, corners, *scales),
    "bicubic": lambda x, size, scales, corners: _ATEN.upsample_bicubic2d.default(x, size, corners, *scales),
}


class _Upsampling(TorchFunctionMode):
    """interpolate() of maps, which as it is would fix the number of frames while it is recorded."""

    def __torch_function__(self, func, types, args=(), kwargs=None):
        if func is F.interpolate:
            return _interpolated(*args, **(kwargs or {}))
        return func(*args, **(kwargs or {}))


def _interpolated(input, size=None, scale_factor=None, mode="nearest", align_corners=None,
                  recompute_scale_factor=None, antialias=False):
    if input.dim() != 4 or mode not in _UPSAMPLINGS or antialias:
        return F.interpolate(
            input, size, scale_factor, mode, align_corners, recompute_scale_factor, antialias
        )
    scales = [None, None]
    if size is None:
        scales = [scale_factor] * 2 if isinstance(scale_factor, (int, float)) else list(scale_factor)
        scales = [float(scale) for scale in scales]
        size = [math.floor(side * scale) for side, scale in zip(input.shape[2:], scales)]
        scales = [None, None] if recompute_scale_factor else scales
    size = [size, size] if isinstance(size, int) else list(size)
    return _UPSAMPLINGS[mode](input, size, scales, bool(align_corners))


def _is_fixed(size):
    """Whether a recorded number of frames is no longer any number."""
    return isinstance(size, torch.SymInt) and size.node.maybe_as_int() is not None


def module_of(node):
    """Path of the module that a recorded operation comes from; empty where it is not known."""
    return next(reversed(node.meta.get(_MODULES) or {"": None}))


def _drop_restriding(graph):
    """as_strided that says the same strides another way, as average pooling in channels_last has it.

    Its way back would scatter into a buffer; and it is right for one memory layout only.
    """
    for node in list(graph.nodes):
        if node.target not in (_ATEN.as_strided.default, _ATEN.as_strided_.default):
            continue
        source, sizes, strides = node.args[0], node.meta["val"].shape, node.meta["val"].stride()
        before = source.meta["val"]
        same = len(before.shape) == len(sizes) and all(
            old == new and (new == 1 or old_stride == new_stride)
            for old, new, old_stride, new_stride in zip(before.shape, sizes, before.stride(), strides)
        )
        if same and before.storage_offset() == node.meta["val"].storage_offset():
            node.replace_all_uses_with(source)
            graph.erase_node(node)


def simplify(graph):
    """Drops operations that only matter to autograd: detach, and clone where nothing is overwritten."""
    for node in graph.nodes:
        _take_out_of_place(node)
    overwrites = any(_mutates(node) for node in graph.nodes)
    dropped = {_ATEN.detach.default, _ATEN.alias.default, _ATEN.lift_fresh_copy.default}
    if not overwrites:
        dropped.add(_ATEN.clone.default)
    for node in list(graph.nodes):
        reshaping = node.target is _ATEN.clone.default and node.kwargs
        if node.op == "call_function" and node.target in dropped and not reshaping:
            node.replace_all_uses_with(node.args[0])
            graph.erase_node(node)
    graph.eliminate_dead_code()


def _take_out_of_place(node):
    """relu_(x) becomes relu(x) where x is a tensor of its own that nothing else reads."""
    if not _mutates(node) or not node.args or not isinstance(node.args[0], torch.fx.Node):
        return
    operand = node.args[0]
    packet, overload = node.target._schema.name.split("::")[1], node.target._overloadname
    functional = getattr(_ATEN, packet.removesuffix("_"), None)
    is_view = isinstance(operand.target, torch._ops.OpOverload) and any(
        result.alias_info for result in operand.target._schema.returns
    )
    own = operand.op == "call_function" and not is_view and len(operand.users) == 1
    if packet.endswith("_") and own and overload in getattr(functional, "overloads", list)():
        node.target = getattr(functional, overload)


def _mutates(node):
    return isinstance(node.target, torch._ops.OpOverload) and node.target._schema.is_mutable


def output_of(graph):
    return next(node for node in graph.nodes if node.op == "output")
