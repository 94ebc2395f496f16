"""Makes device.pt: what a scorer runs on its device beside a bundle's network.

    python sisom_device.py ../../src/network/src/main/resources/io/sisom/network/device.pt

The scorer loads it with every bundle, so bundles need not be exported again. It holds no
tensors. `python sisom_device.py --check FILE` compares a file's code with what this makes.
"""

import argparse
import io
import math
import sys
import zipfile
from typing import List

import torch


class Device(torch.nn.Module):
    """Copies without waiting, features, and the search of known rows."""

    @torch.jit.export
    def memory(self, size: int, pinned: bool) -> torch.Tensor:
        """Bytes on the host that a GPU reads and writes by itself where they are pinned."""
        return torch.empty([size], dtype=torch.uint8, pin_memory=pinned)

    @torch.jit.export
    def numbers(self, size: int, pinned: bool) -> torch.Tensor:
        """The same for float32."""
        return torch.empty([size], dtype=torch.float32, pin_memory=pinned)

    @torch.jit.export
    def upload(
        self, memory: torch.Tensor, like: torch.Tensor, frames: int, channels: int, height: int, width: int
    ) -> torch.Tensor:
        """The frames at the beginning of some memory, on the device of `like`; does not wait for a GPU."""
        taken = memory[: frames * channels * height * width].view(frames, channels, height, width)
        return taken.to(like.device, non_blocking=True)

    @torch.jit.export
    def download(self, packed: torch.Tensor, memory: torch.Tensor) -> torch.Tensor:
        """Starts the copy of a packed result into some memory; what comes back is on the device, behind the copy."""
        flat = packed.reshape(-1)
        memory[: flat.size(0)].copy_(flat, non_blocking=True)
        return flat[:1].clone()

    @torch.jit.export
    def pack(self, parts: List[torch.Tensor]) -> torch.Tensor:
        """Matrices of float32 side by side, so that they come back in one copy."""
        return torch.cat(parts, 1)

    @torch.jit.export
    def enhanced(
        self, taps: torch.Tensor, gradients: torch.Tensor, units: torch.Tensor, steepness: torch.Tensor
    ) -> torch.Tensor:
        """Enhanced features (Eq. 4): of half the steepness of each unit, in float64, then rounded.

        Without gradients, an empty tensor, of the activations alone.
        """
        product = taps.index_select(1, units).double()
        if gradients.numel() > 0:
            product = product * gradients.index_select(1, units).double()
        return (torch.tanh(steepness * product) / 2).float()

    @torch.jit.export
    def lean(self, taps: torch.Tensor, units: torch.Tensor, member: torch.Tensor, root: bool) -> torch.Tensor:
        """Lean features: units over the norm of their tap; `member` is 1.0 where a unit is of a tap."""
        values = taps.index_select(1, units).double()
        squares = values.abs() if root else values * values
        norms = squares.matmul(member).sqrt().clamp_min(1e-12)
        if root:
            values = torch.copysign(values.abs().sqrt(), values)
        return (values / norms.matmul(member.t())).float()

    @torch.jit.export
    def shortlist(
        self,
        logits: torch.Tensor,
        features: torch.Tensor,
        center: torch.Tensor,
        rows: torch.Tensor,
        half_squares: torch.Tensor,
        classes: torch.Tensor,
        length: int,
        chunk: int,
    ) -> torch.Tensor:
        """The `length` nearest rows of each frame's class and of all others, and the largest value beyond.

        Gives float32[N, 3 + 2 * length]: value beyond inner, value beyond outer, class, inner rows, outer
        rows, -1 where there is none. Rows above 2**24 are none that float32 can tell apart.
        """
        frames = logits.size(0)
        label = logits.argmax(1, keepdim=True)
        moved = features - center
        inner = torch.full([frames, length + 1], -math.inf, device=rows.device)
        outer = torch.full([frames, length + 1], -math.inf, device=rows.device)
        inner_rows = torch.full([frames, length + 1], -1, dtype=torch.int64, device=rows.device)
        outer_rows = torch.full([frames, length + 1], -1, dtype=torch.int64, device=rows.device)
        for first in range(0, rows.size(0), chunk):
            last = min(rows.size(0), first + chunk)
            values = torch.mm(moved, rows[first:last].t()) - half_squares[first:last]
            own = classes[first:last].unsqueeze(0) == label
            most = min(length + 1, last - first)
            found, at = values.masked_fill(~own, -math.inf).topk(most, 1)
            inner, kept = torch.cat([inner, found], 1).topk(length + 1, 1)
            inner_rows = torch.cat([inner_rows, at + first], 1).gather(1, kept)
            found, at = values.masked_fill(own, -math.inf).topk(most, 1)
            outer, kept = torch.cat([outer, found], 1).topk(length + 1, 1)
            outer_rows = torch.cat([outer_rows, at + first], 1).gather(1, kept)
        inner_rows = inner_rows.masked_fill(inner == -math.inf, -1)
        outer_rows = outer_rows.masked_fill(outer == -math.inf, -1)
        whole = torch.cat([label, inner_rows[:, :length], outer_rows[:, :length]], 1)
        return torch.cat([inner[:, length:], outer[:, length:], whole.float()], 1)


def made() -> bytes:
    """The TorchScript file, without the places in this script that it would name in errors."""
    buffer = io.BytesIO()
    torch.jit.save(torch.jit.script(Device().eval()), buffer)
    plain = io.BytesIO()
    with zipfile.ZipFile(buffer) as whole, zipfile.ZipFile(plain, "w", zipfile.ZIP_STORED) as kept:
        for entry in whole.infolist():
            if not entry.filename.endswith(".debug_pkl"):
                kept.writestr(zipfile.ZipInfo(entry.filename), whole.read(entry))
    return plain.getvalue()


def code(file: bytes) -> str:
    """The program in a TorchScript file, as the torch that runs this writes it."""
    again = io.BytesIO()
    torch.jit.save(torch.jit.load(io.BytesIO(file)), again)
    with zipfile.ZipFile(again) as archive:
        names = sorted(n for n in archive.namelist() if "/code/" in n and n.endswith(".py"))
        return "\n".join(archive.read(name).decode() for name in names)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file")
    parser.add_argument("--check", action="store_true", help="compare the code instead of writing")
    arguments = parser.parse_args()
    if arguments.check:
        with open(arguments.file, "rb") as stored:
            same = code(stored.read()) == code(made())
        print("the same program" if same else "another program: make it again with this script")
        return 0 if same else 1
    with open(arguments.file, "wb") as out:
        out.write(made())
    return 0


if __name__ == "__main__":
    sys.exit(main())
