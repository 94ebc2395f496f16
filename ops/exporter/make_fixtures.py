#!/usr/bin/env python3
"""Makes the small bundles that src/network's tests load: python make_fixtures.py FOLDER."""

import pathlib
import sys
import tempfile

import torch
from torch import nn

from sisom_export import TapSpec, _save, export_bundle


class Tiny(nn.Module):
    """A convolution with BatchNorm, and a head."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 4, 3, padding=1, bias=False)
        self.norm = nn.BatchNorm2d(4)
        self.head = nn.Linear(4, 2)

    def forward(self, frames):
        return self.head(torch.relu(self.norm(self.conv(frames))).mean((2, 3)))


def detach(file):
    """Gives scoring copies of what is trained, as loading and then moving to a GPU did."""
    bundle = torch.jit.load(str(file))
    for name, tensor in list(bundle.named_buffers(recurse=False)):
        if name.startswith("source_"):
            setattr(bundle, name, tensor.clone())
    _save(bundle, file)


def main():
    out = pathlib.Path(sys.argv[1])
    torch.manual_seed(1)
    export_bundle(Tiny(), out, name="tiny", labels=["a", "b"], head="head", input_shape=(3, 8, 8),
                  taps=[TapSpec("conv"), TapSpec("norm")], mean=[0.5] * 3, std=[0.25] * 3)
    (out / "detached.pt").write_bytes((out / "model.pt").read_bytes())
    detach(out / "detached.pt")


if __name__ == "__main__":
    main()
