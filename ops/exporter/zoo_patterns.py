"""The block patterns of published networks, each as small as it can be: what the exporter must take.

Written by hand, so that they run wherever torch does; zoo.py has the networks themselves.
"""

import torch
import torch.nn.functional as F
from torch import nn

CLASSES = 5


class Ended(nn.Module):
    """A stem, the blocks of the pattern, pooling, a head."""

    def __init__(self, blocks, width, classes=CLASSES, channels=3):
        super().__init__()
        self.stem = nn.Sequential(nn.Conv2d(channels, 8, 3, 2, 1), nn.BatchNorm2d(8), nn.ReLU(inplace=True))
        self.blocks = blocks
        self.pool = nn.AdaptiveAvgPool2d(1)
        self.fc = nn.Linear(width, classes)

    def forward(self, x):
        return self.fc(self.pool(self.blocks(self.stem(x))).flatten(1))


class SqueezeExcite(nn.Module):
    """MobileNetV3, EfficientNet, RegNetY."""

    def __init__(self, width):
        super().__init__()
        self.down, self.up = nn.Conv2d(width, 4, 1), nn.Conv2d(4, width, 1)

    def forward(self, x):
        return x * F.hardsigmoid(self.up(F.relu(self.down(F.adaptive_avg_pool2d(x, 1)))))


class Inverted(nn.Module):
    """MobileNetV2 and V3, MNASNet, EfficientNet: expand, depthwise, squeeze, project."""

    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(8, 16, 1, bias=False), nn.BatchNorm2d(16), nn.Hardswish(inplace=True),
            nn.Conv2d(16, 16, 3, 1, 1, groups=16, bias=False), nn.BatchNorm2d(16), nn.SiLU(inplace=True),
            SqueezeExcite(16), nn.Conv2d(16, 8, 1, bias=False), nn.BatchNorm2d(8))

    def forward(self, x):
        return x + self.body(x)


class Grouped(nn.Module):
    """ResNeXt, RegNet: grouped convolutions in a residual block that shrinks."""

    def __init__(self):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(8, 16, 1), nn.BatchNorm2d(16), nn.ReLU6(inplace=True),
            nn.Conv2d(16, 16, 3, 2, 1, groups=4), nn.BatchNorm2d(16), nn.ReLU(inplace=True))
        self.past = nn.Sequential(nn.Conv2d(8, 16, 1, 2), nn.BatchNorm2d(16))

    def forward(self, x):
        return F.relu(self.body(x) + self.past(x), inplace=True)


class Dense(nn.Module):
    """DenseNet: normalised before the convolution, concatenated after."""

    def __init__(self):
        super().__init__()
        self.norms = nn.ModuleList([nn.BatchNorm2d(8), nn.BatchNorm2d(12)])
        self.convs = nn.ModuleList([nn.Conv2d(8, 4, 3, 1, 1, bias=False), nn.Conv2d(12, 4, 3, 1, 1, bias=False)])

    def forward(self, x):
        features = [x]
        for norm, conv in zip(self.norms, self.convs):
            features.append(conv(F.relu(norm(torch.cat(features, 1)))))
        return torch.cat(features, 1)


class Branches(nn.Module):
    """Inception, SqueezeNet's fire: several kernels side by side."""

    def __init__(self):
        super().__init__()
        self.one = nn.Conv2d(8, 4, 1)
        self.wide = nn.Sequential(nn.Conv2d(8, 4, (1, 3), padding=(0, 1)), nn.Conv2d(4, 4, (3, 1), padding=(1, 0)))
        self.pooled = nn.Conv2d(8, 4, 1)

    def forward(self, x):
        pooled = self.pooled(F.avg_pool2d(x, 3, 1, 1))
        most = F.max_pool2d(x, 3, 1, 1, ceil_mode=True)
        return torch.cat([self.one(x), F.relu(self.wide(x)), pooled, F.local_response_norm(most, 3)], 1)


class Auxiliary(Ended):
    """GoogLeNet, Inception: in training a second head, and a tuple; a parameter nobody reads."""

    def __init__(self):
        super().__init__(nn.Conv2d(8, 12, 3, 1, 1), 12)
        self.second = nn.Sequential(nn.Flatten(), nn.Linear(8 * 16 * 16, CLASSES))
        self.mask = nn.Parameter(torch.zeros(3))

    def forward(self, x):
        early = self.stem(x)
        logits = self.fc(self.pool(F.relu(self.blocks(early))).flatten(1))
        return (logits, self.second(early)) if self.training else logits


class Shuffle(nn.Module):
    """ShuffleNetV2: half of the channels go through, then groups change places."""

    def __init__(self):
        super().__init__()
        self.branch = nn.Sequential(nn.Conv2d(4, 4, 1), nn.BatchNorm2d(4), nn.ReLU(inplace=True))

    def forward(self, x):
        kept, changed = x.chunk(2, dim=1)
        x = torch.cat((kept, self.branch(changed)), dim=1)
        frames, channels, height, width = x.size()
        x = x.view(frames, 2, channels // 2, height, width)
        return torch.transpose(x, 1, 2).contiguous().view(frames, channels, height, width)


class ConvNeXt(nn.Module):
    """ConvNeXt: depthwise, LayerNorm and Linear on the permuted map, layer scale."""

    def __init__(self):
        super().__init__()
        self.depthwise = nn.Conv2d(8, 8, 7, padding=3, groups=8)
        self.norm = nn.LayerNorm(8, eps=1e-6)
        self.up, self.down = nn.Linear(8, 16), nn.Linear(16, 8)
        self.scale = nn.Parameter(torch.full((8, 1, 1), 0.5))
        self.last = nn.LayerNorm(8)

    def forward(self, x):
        x = x.contiguous(memory_format=torch.channels_last)
        inner = self.norm(self.depthwise(x).permute(0, 2, 3, 1))
        inner = self.down(F.gelu(self.up(inner))).permute(0, 3, 1, 2)
        x = x + self.scale * inner
        return self.last(x.permute(0, 2, 3, 1)).permute(0, 3, 1, 2)


class VisionTransformer(Ended):
    """ViT: patches, a class token, positions, attention."""

    def __init__(self):
        super().__init__(nn.Conv2d(8, 12, 4, 4), 12)
        self.token = nn.Parameter(torch.randn(1, 1, 12))
        self.positions = nn.Parameter(torch.randn(1, 17, 12) / 5)
        self.norm = nn.LayerNorm(12)
        self.attention = nn.MultiheadAttention(12, 3, batch_first=True)
        self.mlp = nn.Sequential(nn.LayerNorm(12), nn.Linear(12, 24), nn.GELU(), nn.Linear(24, 12))

    def forward(self, x):
        x = self.blocks(self.stem(x))
        frames, channels, height, width = x.shape
        x = x.reshape(frames, channels, height * width).permute(0, 2, 1)
        x = torch.cat([self.token.expand(frames, -1, -1), x], 1) + self.positions
        normed = self.norm(x)
        x = x + self.attention(normed, normed, normed, need_weights=False)[0]
        x = x + self.mlp(x)
        return self.fc(x[:, 0])


class Windows(nn.Module):
    """Swin: padding, shifted windows, relative positions; with cosine, as of Swin v2. Then patches merge."""

    def __init__(self, cosine):
        super().__init__()
        self.window, self.shift, self.heads, self.cosine = 3, 1, 2, cosine
        self.norm = nn.LayerNorm(8)
        self.qkv, self.project = nn.Linear(8, 24), nn.Linear(8, 8)
        self.bias = nn.Parameter(torch.randn(25, 2) / 5)
        self.logit_scale = nn.Parameter(torch.full((2, 1, 1), 2.0))
        at = torch.stack(torch.meshgrid(torch.arange(3), torch.arange(3), indexing="ij")).flatten(1)
        apart = (at[:, :, None] - at[:, None, :]).permute(1, 2, 0) + 2
        self.register_buffer("index", (apart[..., 0] * 5 + apart[..., 1]).flatten())
        self.merge = nn.Linear(32, 12, bias=False)

    def forward(self, x):
        x = x.permute(0, 2, 3, 1)
        x = x + self.attended(self.norm(x))
        x = torch.cat([x[:, 0::2, 0::2], x[:, 1::2, 0::2], x[:, 0::2, 1::2], x[:, 1::2, 1::2]], -1)
        return self.merge(x).permute(0, 3, 1, 2)

    def attended(self, x):
        frames, height, width, channels = x.shape
        side, heads = self.window, self.heads
        down, right = (side - height % side) % side, (side - width % side) % side
        x = F.pad(x, (0, 0, 0, right, 0, down))
        _, tall, broad, _ = x.shape
        x = torch.roll(x, shifts=(-self.shift, -self.shift), dims=(1, 2))
        windows = (tall // side) * (broad // side)
        x = x.view(frames, tall // side, side, broad // side, side, channels)
        x = x.permute(0, 1, 3, 2, 4, 5).reshape(frames * windows, side * side, channels)
        qkv = self.qkv(x).reshape(x.size(0), x.size(1), 3, heads, channels // heads).permute(2, 0, 3, 1, 4)
        q, k, v = qkv[0], qkv[1], qkv[2]
        if self.cosine:
            weights = F.normalize(q, dim=-1) @ F.normalize(k, dim=-1).transpose(-2, -1)
            weights = weights * torch.clamp(self.logit_scale, max=4.6).exp()
        else:
            weights = (q * (channels // heads) ** -0.5).matmul(k.transpose(-2, -1))
        bias = self.bias[self.index].view(side * side, side * side, -1).permute(2, 0, 1)
        weights = weights + bias.contiguous().unsqueeze(0)
        mask = x.new_zeros((tall, broad))
        mask[-side:, :] = 1
        mask = mask.view(tall // side, side, broad // side, side).permute(0, 2, 1, 3)
        mask = mask.reshape(windows, side * side)
        mask = mask.unsqueeze(1) - mask.unsqueeze(2)
        mask = mask.masked_fill(mask != 0, -100.0).masked_fill(mask == 0, 0.0)
        weights = weights.view(x.size(0) // windows, windows, heads, side * side, side * side)
        weights = (weights + mask.unsqueeze(1).unsqueeze(0)).view(-1, heads, side * side, side * side)
        x = weights.softmax(-1).matmul(v).transpose(1, 2).reshape(x.size(0), x.size(1), channels)
        x = self.project(x).view(frames, tall // side, broad // side, side, side, channels)
        x = x.permute(0, 1, 3, 2, 4, 5).reshape(frames, tall, broad, channels)
        x = torch.roll(x, shifts=(self.shift, self.shift), dims=(1, 2))
        return x[:, :height, :width, :].contiguous()


class Grid(nn.Module):
    """MaxViT: attention among places as far apart as the grid's cells, by scaled_dot_product_attention."""

    def __init__(self):
        super().__init__()
        self.norm, self.qkv = nn.LayerNorm(8), nn.Linear(8, 24)

    def forward(self, x):
        frames, channels, height, width = x.shape
        x = x.reshape(frames, channels, height // 4, 4, width // 4, 4).permute(0, 3, 5, 2, 4, 1)
        x = x.reshape(frames, 16, (height // 4) * (width // 4), channels)
        q, k, v = self.qkv(self.norm(x)).chunk(3, dim=-1)
        x = x + F.scaled_dot_product_attention(q, k, v)
        x = x.reshape(frames, 4, 4, height // 4, width // 4, channels)
        return x.permute(0, 5, 3, 1, 4, 2).reshape(frames, channels, height, width)


class Norms(nn.Module):
    """Every normalisation and many activations, one after the other."""

    def __init__(self):
        super().__init__()
        self.steps = nn.Sequential(
            nn.GroupNorm(2, 8), nn.PReLU(8), nn.InstanceNorm2d(8, affine=True), nn.Mish(),
            nn.Conv2d(8, 8, 3, padding=1, padding_mode="reflect"), nn.ELU(), nn.Softplus(),
            nn.ConvTranspose2d(8, 6, 2, 2), nn.LeakyReLU(0.1), nn.GLU(1), nn.Tanh(), nn.Dropout2d())
        self.rms = nn.RMSNorm(3)

    def forward(self, x):
        return self.rms(self.steps(x).permute(0, 2, 3, 1)).permute(0, 3, 1, 2)


class Sizes(nn.Module):
    """Arithmetic with sizes, the number of frames too."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(8, 8, 3)

    def forward(self, x):
        x = self.conv(x)
        frames, channels, height, width = x.shape
        half = max(1, min(channels, (channels + height % 3) // 2))
        x = torch.cat([x[:, :half].flip(3), x[:, half:] / (channels / 4)], 1)
        x = F.interpolate(x, scale_factor=2, mode="nearest")
        x = F.adaptive_avg_pool2d(x, (3, 4))
        x = x.reshape(frames * channels, -1).view(frames, channels, 3, 4)
        x = F.interpolate(x, size=(6, 5), mode="bilinear", align_corners=False)
        rows = torch.arange(height // 2, device=x.device)[:6].view(1, 1, -1, 1) % 3
        return x * (1 + rows.to(x.dtype))


def patterns():
    """name: (network, taps); the head is fc, frames are [3,32,32]."""
    blocks = ["stem", "blocks", "pool"]
    return {
        "inverted": (Ended(nn.Sequential(Inverted(), Inverted()), 8), blocks),
        "grouped": (Ended(Grouped(), 16), blocks),
        "dense": (Ended(Dense(), 16), blocks),
        "branches": (Ended(Branches(), 20), blocks),
        "auxiliary": (Auxiliary(), blocks),
        "shuffle": (Ended(nn.Sequential(Shuffle(), Shuffle()), 8), blocks),
        "convnext": (Ended(ConvNeXt(), 8), blocks),
        "vit": (VisionTransformer(), ["stem", "blocks"]),
        "swin": (Ended(Windows(False), 12), blocks),
        "swin-v2": (Ended(Windows(True), 12), blocks),
        "maxvit": (Ended(Grid(), 8), blocks),
        "norms": (Ended(Norms(), 3), blocks),
        "sizes": (Ended(Sizes(), 8), blocks),
        "two-classes": (Ended(nn.Conv2d(8, 6, 3), 6, classes=2), blocks),
        "three-classes": (Ended(nn.Conv2d(8, 6, 3), 6, classes=3), blocks),
        "grey": (Ended(nn.Conv2d(8, 6, 3), 6, classes=2, channels=1), blocks),
    }
