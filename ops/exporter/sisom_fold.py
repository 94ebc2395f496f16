"""What makes scoring cheap: BatchNorm in the convolutions, channels last, no work for means alone."""

import dataclasses
import operator

import torch

from sisom_graph import output_of

_ATEN = torch.ops.aten
_NORMS = (_ATEN._native_batch_norm_legit_no_training.default, _ATEN.native_batch_norm.default)
_CONV = _ATEN.convolution.default


@dataclasses.dataclass(frozen=True)
class Derived:
    """A tensor that scoring uses, and the TorchScript that makes it from the network's own ones.

    name: of the scoring tensor. sources: names of the network's tensors that the text takes, in
    order, as {0}, {1}, ... example: a tensor of its shape, dtype and memory layout.
    """

    name: str
    sources: tuple
    text: str
    example: torch.Tensor


def derive(forward, held):
    """Folds BatchNorm in forward, in place; returns the Derived of each of its inputs, in order."""
    graph = forward.graph.graph
    sources = dict(zip(_placeholders(graph), forward.inputs))
    derived = {}
    for node in list(graph.nodes):
        if node.target in _NORMS and _foldable(node, sources):
            derived.update(_fold(graph, node, sources, held, len(derived)))
    graph.eliminate_dead_code()
    for node in _placeholders(graph)[:-1]:
        if node not in derived and not node.users:
            graph.erase_node(node)
    ordered = []
    for node in _placeholders(graph)[:-1]:
        ordered.append(derived.get(node) or _as_it_is(node, sources[node], held))
    forward.graph.recompile()
    forward.inputs = [one.name for one in ordered]
    return ordered


def _placeholders(graph):
    return [node for node in graph.nodes if node.op == "placeholder"]


def _foldable(norm, sources):
    """A BatchNorm after a convolution that nothing else reads, both of plain parameters."""
    conv, weight, bias, mean, variance = norm.args[:5]
    if conv.target is not _CONV or len(conv.users) != 1 or conv.args[6] or norm.args[5] is True:
        return False
    if any(user.target is not operator.getitem or user.args[1] != 0 for user in norm.users):
        return False
    needed = [conv.args[1], mean, variance]
    optional = [conv.args[2], weight, bias]
    return all(node in sources for node in needed + [n for n in optional if n is not None])


def _fold(graph, norm, sources, held, count):
    """conv then norm becomes one convolution with two new inputs; returns their Derived."""
    conv, gamma, beta, mean, variance = norm.args[:5]
    factor = f"torch.rsqrt({{1}} + {norm.args[-1]!r})"
    kernel = held[sources[conv.args[1]]]
    weight_sources = [conv.args[1], variance]
    if gamma is not None:
        weight_sources.append(gamma)
        factor = f"({factor} * {{2}})"
    view = ", ".join(["-1"] + ["1"] * (kernel.dim() - 1))
    weight_text = _channels_last(f"({{0}} * {factor}.view({view}))", kernel)

    bias_sources = [mean, *weight_sources[1:]]
    bias_text = f"(-{{0}} * {factor})"
    if conv.args[2] is not None:
        bias_text = f"(({{{len(bias_sources)}}} - {{0}}) * {factor})"
        bias_sources.append(conv.args[2])
    if beta is not None:
        bias_text += f" + {{{len(bias_sources)}}}"
        bias_sources.append(beta)

    with graph.inserting_before(next(iter(graph.nodes))):
        weight = graph.placeholder(f"folded_weight_{count // 2}")
        bias = graph.placeholder(f"folded_bias_{count // 2}")
    with graph.inserting_before(conv):
        folded = graph.call_function(_CONV, (conv.args[0], weight, bias, *conv.args[3:]))
    for user in list(norm.users):
        user.replace_all_uses_with(folded)
        graph.erase_node(user)
    graph.erase_node(norm)
    graph.erase_node(conv)

    def names(nodes):
        return tuple(sources[node] for node in nodes)

    return {
        weight: Derived(weight.name, names(weight_sources), weight_text, _example(kernel)),
        bias: Derived(bias.name, names(bias_sources), bias_text, torch.zeros(len(kernel))),
    }


def _as_it_is(node, source, held):
    tensor = held[source]
    kernel = any(user.target is _CONV and user.args[1] is node for user in node.users)
    text = _channels_last("{0}", tensor) if kernel else "{0}"
    return Derived(f"held_{node.name}", (source,), text, _example(tensor) if kernel else tensor)


def _channels_last(text, kernel):
    return f"{text}.contiguous(memory_format=torch.channels_last)" if kernel.dim() == 4 else text


def _example(kernel):
    empty = torch.zeros(kernel.shape)
    return empty.contiguous(memory_format=torch.channels_last) if kernel.dim() == 4 else empty


def pooled(x):
    """Stands for the mean over positions, float32."""


def pooled_input_gradient(gradient, weight, x, stride, padding, dilation):
    """Stands for the same of a convolution's input gradient, which need not be computed for it."""


def head(penultimate):
    """Stands for the logits."""


def start(logits):
    """Stands for the gradient of KL(u||p) at the penultimate layer: (p - 1/C) W."""


def finish(graph, taps):
    """Puts head, start and pooling into a graph of record_gradients, with taps many taps.

    It then gives (logits, *pooled taps, *pooled gradients).
    """
    output = output_of(graph)
    _, begin, *rest = output.args[0]
    logits = _begin(graph)
    means = [_pool(graph, node) for node in rest[:taps]]
    means += [_pool_gradient(graph, node) for node in output.args[0][2 + taps :]]
    output.args = ((logits, *means),)
    graph.erase_node(begin)
    graph.eliminate_dead_code()
    _overwrite(graph)


def finish_map(graph, tap):
    """Puts head and start into a graph of record_gradients at one tap: it then gives (tap, gradient)."""
    output = output_of(graph)
    _, begin, *rest = output.args[0]
    _begin(graph)
    output.args = ((rest[tap], rest[-1]),)
    graph.erase_node(begin)
    graph.eliminate_dead_code()


def _begin(graph):
    """Puts the gradient of KL(u||p) where the backward pass begins; the node of the logits."""
    penultimate, begin, *_ = output_of(graph).args[0]
    with graph.inserting_before(begin):
        logits = graph.call_function(head, (penultimate,))
        seed = graph.call_function(start, (logits,))
    begin.replace_all_uses_with(seed)
    return logits


def _pool(graph, node):
    after = node.next
    while after.op == "placeholder":
        after = after.next
    with graph.inserting_before(after):
        return graph.call_function(pooled, (node,))


def _pool_gradient(graph, node):
    """A mean is linear: of a sum, the sum of means; of a convolution's, from sums of what it gets."""
    alone = len(node.users) == 1
    if alone and node.target is _ATEN.add.Tensor and not node.kwargs and _same(node.args, node):
        with graph.inserting_before(output_of(graph)):
            left, right = (_pool_gradient(graph, part) for part in node.args)
            return graph.call_function(_ATEN.add.Tensor, (left, right))
    if alone and node.target is operator.getitem and _poolable(node.args[0]):
        gradient, x, weight, _, stride, padding, dilation = node.args[0].args[:7]
        with graph.inserting_before(output_of(graph)):
            return graph.call_function(
                pooled_input_gradient, (gradient, weight, x, stride, padding, dilation)
            )
    return _pool(graph, node)


def _poolable(node):
    if node.target is not _ATEN.convolution_backward.default or len(node.users) != 1:
        return False
    transposed, groups, dimensions = node.args[7], node.args[9], len(node.args[4])
    return not transposed and groups == 1 and dimensions == 2


def _same(nodes, like):
    return all(
        isinstance(node, torch.fx.Node)
        and node.meta["val"].shape == like.meta["val"].shape
        and node.meta["val"].dtype == like.meta["val"].dtype
        for node in nodes
    )


_FRESH = {
    _CONV,
    _ATEN.convolution_backward.default,
    _ATEN.add.Tensor,
    _ATEN.add_.Tensor,
    _ATEN.mul.Tensor,
    _ATEN.mul_.Tensor,
    _ATEN.relu.default,
    _ATEN.relu_.default,
    _ATEN.threshold_backward.default,
    _ATEN.threshold_backward.grad_input,
    _ATEN._to_copy.default,
}
_IN_PLACE = {
    _ATEN.relu.default: _ATEN.relu_.default,
    _ATEN.add.Tensor: _ATEN.add_.Tensor,
    _ATEN.mul.Tensor: _ATEN.mul_.Tensor,
    _ATEN.sub.Tensor: _ATEN.sub_.Tensor,
}


def _overwrite(graph):
    """Lets elementwise operations write over an operand nobody else reads: memory costs more than they."""
    for node in graph.nodes:
        if "val" not in node.meta or not isinstance(node.meta["val"], torch.Tensor):
            continue
        if node.target in _IN_PLACE and _spare(node.args[0], node):
            node.target = _IN_PLACE[node.target]
        elif node.target is _ATEN.add.Tensor and not node.kwargs and _spare(node.args[1], node):
            node.target, node.args = _ATEN.add_.Tensor, (node.args[1], node.args[0])
        elif node.target is _ATEN.threshold_backward.default and _spare(node.args[0], node):
            node.target = _ATEN.threshold_backward.grad_input
            node.kwargs = {"grad_input": node.args[0]}


def _spare(node, user):
    """Whether the value is a tensor of its own that only user reads, as large as user's result."""
    if not isinstance(node, torch.fx.Node) or "val" not in node.meta or not _same([node], user):
        return False
    made = node.args[0] if node.target is operator.getitem else node
    others = [arg for arg in user.all_input_nodes if arg is node]
    return made.target in _FRESH and len(node.users) == 1 and len(others) == 1
