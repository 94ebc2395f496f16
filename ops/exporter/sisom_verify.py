"""Holds a written bundle to what eager autograd says, before anybody uses it."""

import torch

_TOLERANCE = 1e-5


def verify(folder, recording):
    """Loads folder/model.pt; returns what is wrong with it, or None."""
    bundle = torch.jit.load(str(folder / "model.pt"))
    bundle.eval()
    weight, bias = bundle.initial_head()
    more = torch.cat([weight, weight.mean(0, keepdim=True).repeat(3, 1)])
    heads = {"its own head": (weight, bias), "3 more classes": (more, torch.cat([bias, bias[:3]]))}
    for batch in (1, 3, 8):
        frames = torch.randint(0, 256, (batch, *recording.frames.shape[1:]), dtype=torch.uint8)
        for described, head in heads.items():
            problem = _compare(bundle, recording, frames, head)
            if problem:
                return f"with {batch} frames and {described}: {problem}"
    return _shared(bundle) or _trainable(bundle, recording)


def _compare(bundle, recording, frames, head):
    with torch.inference_mode():
        scored = bundle(frames, *head)
        featured = bundle.features(frames, *head)
    expected = recording.score(frames, *head)
    for name, found, right in zip(("logits", "taps", "tap_grads"), scored, expected):
        problem = _differs(f"forward's {name}", found, right)
        if problem:
            return problem
    for name, found, right in zip(("logits", "taps"), featured, scored):
        problem = _differs(f"features' {name}", found, right)
        if problem:
            return problem
    return None


def _differs(name, found, right):
    """Differences relative to the largest value, absolute below 1."""
    if found.shape != right.shape:
        return f"{name} has shape {tuple(found.shape)} instead of {tuple(right.shape)}"
    if not bool(torch.isfinite(right).all()):
        return f"{name} is not finite"
    error = ((found - right).abs().max() / right.abs().max().clamp(min=1)).item()
    return None if error <= _TOLERANCE else f"{name} is off by {error:.1e} (at most {_TOLERANCE:.0e})"


def _shared(bundle):
    trained = {tensor.data_ptr() for tensor in bundle.net.parameters()}
    for module in (bundle.score, bundle.feats):
        foreign = [name for name, p in module.named_parameters() if p.data_ptr() not in trained]
        if foreign:
            return f"training would not reach scoring: parameters {foreign} are copies"
    return None


def _trainable(bundle, recording):
    bundle.train()
    penultimate = bundle.train_forward(recording.frames)
    if penultimate.shape != (len(recording.frames), recording.weight.shape[1]):
        return f"train_forward gives shape {tuple(penultimate.shape)}"
    penultimate.sum().backward()
    untouched = [name for name, p in bundle.net.named_parameters() if p.grad is None]
    return f"train_forward is not differentiable in {untouched}" if untouched else None
