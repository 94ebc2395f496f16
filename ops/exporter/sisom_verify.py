"""Holds a written bundle to what eager autograd says, before anybody uses it.

Differences are relative to the largest value of the eager result, or to a floor where all are
smaller: 1 for logits and taps, 1e-2 for gradients.
"""

import torch

# Each layer rounds its sums once: some 2^-23 of their largest value, and a sum of thousands a few times that.
# Of 54 layers of random weights (ResNet-50) 9.4e-5 was seen, of 21 4.1e-5. What is folded wrong is off by more than 1e-3.
_TOLERANCE = 2e-5  # of up to so many layers, and as often as there are as many
_LAYERS = 5
_ROUNDING = 3e-2  # of float32, where both agree in float64
# Of what turns scoring to 16 bits: its name, and the largest difference; bfloat16 has 8 bits, float16 11.
_SHORT = {"use_half": ("half precision", 3e-2), "use_bfloat16": ("bfloat16", 1e-1)}
_FLOORS = {"logits": 1.0, "taps": 1.0, "tap_grads": 1e-2}


def verify(file, recording, gradients):
    """Loads file, a model.pt; returns what is wrong with it, or None.

    gradients: for each method that gives gradients, the indices of the taps it gives them at.
    """
    bundle = _loaded(file)
    for batch in (1, 3, 8):
        problem = _compare(bundle, recording, gradients, batch, _heads(bundle), None)
        if problem:
            return f"with {batch} frames and {problem}"
    return (
        _shared(bundle)
        or _trainable(bundle, recording)
        or _refolds(_loaded(file), recording, gradients)
    )


def short_problem(file, recording, method):
    """Why scoring in 16 bits, turned on by method, is of no use with this bundle, or None."""
    spoken, tolerance = _SHORT[method]
    bundle = _loaded(file)
    frames = _frames(recording, 2)
    head = bundle.initial_head()
    expected = recording.score(frames, *head)
    try:
        with torch.inference_mode():
            getattr(bundle, method)()
            found = bundle(frames, *head)
    except RuntimeError as cause:
        return f"an operation has no {spoken}: {str(cause).splitlines()[-1]}"
    for name, mine, right in zip(_FLOORS, found, expected):
        problem = _differs(name, mine, right, tolerance)
        if problem:
            return f"in {spoken} {problem}"
    return None


def _loaded(file):
    return torch.jit.load(str(file)).eval()


def _frames(recording, batch):
    return torch.randint(0, 256, (batch, *recording.frames.shape[1:]), dtype=torch.uint8)


def _heads(bundle):
    weight, bias = bundle.initial_head()
    more = torch.cat([weight, weight.mean(0, keepdim=True).repeat(3, 1)])
    wider = (more, torch.cat([bias, bias.mean(0, keepdim=True).repeat(3)]))
    return {"its own head": (weight, bias), "3 more classes": wider}


def _tolerance(recording):
    kernels = sum(parameter.dim() >= 2 for parameter in recording.whole.parameters())
    return _TOLERANCE * min(max(1.0, kernels / _LAYERS), 50.0)


def _compare(bundle, recording, gradients, batch, heads, state):
    """Where float32's rounding alone parts the two, as at a ReLU's edge, they must agree in float64."""
    frames = _frames(recording, batch)
    methods = [*gradients, "features", "plain"]
    tolerance = _tolerance(recording)
    problem = _differences(bundle, recording, gradients, methods, frames, heads, state, tolerance)
    # Parameters moved at random are nobody's network: how well float32 does with them says nothing.
    largest = _ROUNDING if state is None else float("inf")
    if not problem or _differences(
        bundle, recording, gradients, methods, frames, heads, state, largest
    ):
        return problem
    exact = {key: _double(value) for key, value in (state or recording.held()).items()}
    heads = {described: tuple(map(_double, head)) for described, head in heads.items()}
    try:
        with torch.inference_mode():
            bundle.derive(torch.float64)
        apart = _differences(
            bundle, recording, gradients, methods[:-1], frames, heads, exact, tolerance
        )
    except RuntimeError:  # the network cannot do with float64
        return problem
    with torch.inference_mode():
        bundle.refold()
    return problem if apart else None


def _double(tensor):
    return tensor.double() if tensor.is_floating_point() else tensor


def _differences(bundle, recording, gradients, methods, frames, heads, state, tolerance):
    widths = recording.tap_widths()
    for described, head in heads.items():
        expected = recording.score(frames, *head, state)
        single = [tensor.to(torch.float32) for tensor in head]
        for method in methods:
            with torch.inference_mode():
                results = getattr(bundle, method)(frames, *single)
            right = list(expected[:2])
            if method in gradients:
                kept = [torch.full((w,), float(i in gradients[method])) for i, w in enumerate(widths)]
                right.append(expected[2] * torch.cat(kept))
            results = (results,) if method == "plain" else results
            for name, mine, its in zip(_FLOORS, results, right):
                problem = _differs(f"{method}'s {name}", mine, its, tolerance, _FLOORS[name])
                if problem:
                    return f"{described}: {problem}"
        problem = _compare_maps(bundle, recording, frames, head, single, state, tolerance)
        if problem:
            return f"{described}: {problem}"
    return None


def _compare_maps(bundle, recording, frames, head, single, state, tolerance):
    spatial = recording.last_spatial_tap()
    if spatial is None:
        return None
    with torch.inference_mode():
        found = bundle.heat_map(frames, *single)
    right = recording.heat_map(frames, *head, spatial, state)
    return _differs("heat_map", found, right, tolerance, _FLOORS["tap_grads"])


def _differs(name, found, right, tolerance, floor=1e-6):
    if found.shape != right.shape:
        return f"{name} has shape {tuple(found.shape)} instead of {tuple(right.shape)}"
    if not bool(torch.isfinite(right).all()):
        return f"{name} is not finite"
    error = ((found - right).abs().max() / right.abs().max().clamp(min=floor)).item()
    return None if error <= tolerance else f"{name} is off by {error:.1e} (at most {tolerance:.0e})"


def _shared(bundle):
    """What is trained must be what refold reads."""
    trained = {tensor.data_ptr() for tensor in bundle.net.parameters()}
    trained |= {tensor.data_ptr() for tensor in bundle.net.buffers()}
    sources = [(name, tensor) for name, tensor in bundle.named_buffers() if name.startswith("source_")]
    foreign = [name for name, tensor in sources if tensor.data_ptr() not in trained]
    return f"training would not reach scoring: {foreign} are copies" if foreign else None


def _trainable(bundle, recording):
    bundle.train()
    penultimate = bundle.train_forward(recording.frames)
    if penultimate.shape != (len(recording.frames), recording.weight.shape[1]):
        return f"train_forward gives shape {tuple(penultimate.shape)}"
    penultimate.sum().backward()
    untouched = [name for name, p in bundle.net.named_parameters() if p.grad is None]
    return f"train_forward is not differentiable in {untouched}" if untouched else None


def _refolds(bundle, recording, gradients):
    """Moves all that training moves, then compares again."""
    with torch.no_grad():
        for tensor in [*bundle.net.parameters(), *bundle.net.buffers()]:
            if tensor.is_floating_point():
                tensor *= 1 + 0.1 * torch.rand_like(tensor)
    with torch.inference_mode():
        bundle.refold()
    state = {**dict(bundle.net.named_parameters()), **dict(bundle.net.named_buffers())}
    state = {name: tensor.detach() for name, tensor in state.items()}
    problem = _compare(bundle, recording, gradients, 3, _heads(bundle), state)
    return f"after its parameters moved and refold, with 3 frames and {problem}" if problem else None
