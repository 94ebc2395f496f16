"""python -m unittest, run in this folder."""

import io
import json
import pathlib
import shutil
import sys
import tempfile
import unittest
import zipfile
from unittest import mock

import torch
import torch.nn.functional as F
from torch import nn

import bench_bundles
import sisom_export
import sisom_script
import sisom_verify
from sisom_export import ExportError, TapSpec, export_bundle
from train_demo import DemoNet

LABELS = ["a", "b", "c", "d"]


class Plain(nn.Module):
    """Convolutions with in-place activations, pooling, dropout, and a hidden linear layer."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Sequential(nn.Conv2d(3, 6, 3), nn.ReLU(inplace=True), nn.MaxPool2d(2))
        self.more = nn.Conv2d(6, 5, 3)
        self.hidden = nn.Linear(5 * 5 * 5, 7)
        self.drop = nn.Dropout(0.5)
        self.unused = nn.Identity()
        self.out = nn.Linear(7, len(LABELS))

    def forward(self, x):
        x = self.more(self.conv(x))
        x = F.silu(x, inplace=True)
        return self.out(self.drop(F.relu(self.hidden(x.flatten(1)))))


class Scaled(Plain):
    """Changes the logits after the head."""

    def forward(self, x):
        return 2 * super().forward(x)


class Counted(Plain):
    """Records for one batch size only."""

    def forward(self, x):
        return super().forward(x.reshape(len(x), 3, 16, 16))


class Foreign(Plain):
    """Has an operation that is no part of PyTorch, in a module of its own."""

    def __init__(self):
        super().__init__()
        self.odd = Odd()

    def forward(self, x):
        return super().forward(self.odd(x))


class Odd(nn.Module):
    """Doubles, by an operation of its own."""

    def forward(self, x):
        return torch.ops.sisom_test.double(x)


@torch.library.custom_op("sisom_test::double", mutates_args=())
def double(x: torch.Tensor) -> torch.Tensor:
    return 2 * x


@double.register_fake
def _(x):
    return torch.empty_like(x)


class Unfoldable(nn.Module):
    """BatchNorm first of all, after a tapped convolution, after a pooling; two that can be folded."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(3, 6, 3)
        self.norm = nn.BatchNorm2d(6)
        self.after = nn.Sequential(nn.Conv2d(6, 6, 3), nn.BatchNorm2d(6, affine=False))
        self.up = nn.Sequential(nn.ConvTranspose2d(6, 4, 2, 2), nn.BatchNorm2d(4))
        self.last = nn.Sequential(nn.Conv2d(4, 5, 3, groups=1), nn.BatchNorm2d(5))
        self.out = nn.Linear(5, len(LABELS))

    def forward(self, x):
        x = self.after(F.relu(self.norm(self.conv(x))))
        return self.out(self.last(F.relu(self.up(F.relu(x)))).mean((2, 3)))


class Magnifying(Plain):
    """Makes a thousand of float32's last digits, in its author's hands too."""

    def __init__(self):
        super().__init__()
        self.more = nn.Sequential(nn.Conv2d(6, 5, 3), nn.BatchNorm2d(5))
        self.more[1].running_mean.fill_(0.1)
        self.more[1].running_var.fill_(0.3)

    def forward(self, x):
        return self.out(F.relu(self.hidden(torch.sin(1e3 * self.more(self.conv(x))).flatten(1))))


class OneStep(nn.Module):
    """One convolution after the tap."""

    def __init__(self, step):
        super().__init__()
        self.first = nn.Sequential(nn.Conv2d(3, 6, 3), nn.ReLU())
        self.step = step
        self.out = nn.Linear(5, len(LABELS))

    def forward(self, x):
        return self.out(F.relu(self.step(self.first(x))).mean((2, 3)))


class Attention(nn.Module):
    """A transformer layer over patches and a class token, tapped as channels first."""

    def __init__(self):
        super().__init__()
        self.patches = nn.Conv2d(3, 8, 4, 4)
        self.token = nn.Parameter(torch.randn(1, 1, 8))
        self.layer = nn.TransformerEncoderLayer(8, 2, 16, batch_first=True)
        self.tokens = nn.Identity()
        self.out = nn.Linear(8, len(LABELS))

    def forward(self, x):
        x = self.patches(x).flatten(2).transpose(1, 2)
        x = self.layer(torch.cat([self.token.expand(x.shape[0], -1, -1), x], 1))
        return self.out(self.tokens(x.transpose(1, 2))[:, :, 0])


class ExportTest(unittest.TestCase):
    def setUp(self):
        torch.manual_seed(3)
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.out = pathlib.Path(folder.name) / "bundle"

    def export(self, net, **changes):
        settings = {
            "name": "tiny",
            "labels": LABELS,
            "head": "out",
            "taps": [TapSpec("conv"), TapSpec("more", "second"), TapSpec("hidden")],
            "input_shape": (3, 16, 16),
            "mean": (0.4, 0.5, 0.6),
            "std": (0.2, 0.25, 0.3),
        }
        export_bundle(net, self.out, **{**settings, **changes})
        return torch.jit.load(str(self.out / "model.pt")).eval()

    def methods(self):
        return json.loads((self.out / "model.json").read_text())["methods"]

    def residual(self):
        net = DemoNet(len(LABELS))
        for module in net.modules():
            if isinstance(module, nn.BatchNorm2d):
                module.running_mean.normal_(0, 0.3)
                module.running_var.uniform_(0.5, 2)
                nn.init.uniform_(module.weight, 0.5, 1.5)
        return net

    def export_residual(self, net):
        taps = [TapSpec("layer1"), TapSpec("layer2"), TapSpec("avgpool")]
        return self.export(net, head="fc", taps=taps)

    def test_scores_a_residual_network_as_autograd_does(self):
        net = self.residual().eval()
        bundle = self.export_residual(net)
        frames = torch.randint(0, 256, (6, 3, 16, 16), dtype=torch.uint8)
        mean = torch.tensor((0.4, 0.5, 0.6)).view(1, 3, 1, 1)
        std = torch.tensor((0.2, 0.25, 0.3)).view(1, 3, 1, 1)
        taps = []
        for module in (net.layer1, net.layer2, net.avgpool):
            module.register_forward_hook(lambda _m, _i, output: taps.append(output))
        logits = net((frames / 255 - mean) / std)
        divergence = (-logits.log_softmax(1).mean(1)).sum()
        gradients = torch.autograd.grad(divergence, taps)

        found = bundle(frames, *bundle.initial_head())

        torch.testing.assert_close(found[0], logits, rtol=1e-4, atol=1e-4)
        expected = torch.cat([tap.mean((2, 3)) for tap in taps], 1)
        torch.testing.assert_close(found[1], expected, rtol=1e-4, atol=1e-5)
        expected = torch.cat([gradient.mean((2, 3)) for gradient in gradients], 1)
        self.assertGreater(expected.abs().max().item(), 1e-3)
        torch.testing.assert_close(found[2], expected, rtol=1e-4, atol=1e-5)

    def test_gradient_at_the_penultimate_tap_is_the_closed_form(self):
        bundle = self.export_residual(self.residual())
        weight, bias = bundle.initial_head()
        frames = torch.randint(0, 256, (2, 3, 16, 16), dtype=torch.uint8)

        logits, _, gradients = bundle(frames, weight, bias)

        closed = (logits.softmax(1) - 1 / len(LABELS)) @ weight
        torch.testing.assert_close(gradients[:, -64:], closed, rtol=1e-4, atol=1e-6)

    def test_frames_of_a_batch_do_not_interact(self):
        bundle = self.export_residual(self.residual())
        frames = torch.randint(0, 256, (5, 3, 16, 16), dtype=torch.uint8)
        together = bundle(frames, *bundle.initial_head())
        alone = bundle(frames[3:4], *bundle.initial_head())
        for whole, part in zip(together, alone):
            torch.testing.assert_close(whole[3:4], part, rtol=1e-4, atol=1e-6)

    def test_takes_a_plain_network_with_in_place_activations_and_dropout(self):
        bundle = self.export(Plain())
        frames = torch.randint(0, 256, (4, 3, 16, 16), dtype=torch.uint8)
        logits, taps, gradients = bundle(frames, torch.rand(9, 7), torch.rand(9))
        self.assertEqual((4, 9), tuple(logits.shape))
        self.assertEqual((4, 18), tuple(taps.shape))
        self.assertEqual((4, 18), tuple(gradients.shape))

    def test_takes_attention_as_it_is(self):
        bundle = self.export(Attention(), taps=[TapSpec("patches"), TapSpec("tokens")])
        frames = torch.randint(0, 256, (2, 3, 16, 16), dtype=torch.uint8)
        self.assertEqual((2, 16), tuple(bundle(frames, *bundle.initial_head())[2].shape))

    def test_describes_the_bundle(self):
        self.export(Plain())
        described = json.loads((self.out / "model.json").read_text())
        self.assertEqual(
            ["format", "name", "input", "penultimate", "labels", "taps", "pooling", "methods"],
            list(described),
        )
        self.assertEqual(7, described["penultimate"])
        self.assertEqual(
            [("conv", 0, 6), ("second", 6, 5), ("hidden", 11, 7)],
            [(tap["name"], tap["offset"], tap["width"]) for tap in described["taps"]],
        )

    def test_describes_the_methods_and_the_taps_they_reach(self):
        self.export_residual(self.residual())
        methods = json.loads((self.out / "model.json").read_text())["methods"]
        self.assertEqual(
            [
                {"method": "forward", "taps": ["layer1", "layer2", "avgpool"]},
                {"method": "gradients_from_1", "taps": ["layer2", "avgpool"]},
                {"method": "gradients_from_2", "taps": ["avgpool"]},
            ],
            methods["gradients"],
        )
        self.assertEqual("plain", methods["plain"])
        self.assertEqual("use_half", methods["half"])
        self.assertEqual("use_bfloat16", methods["bfloat16"])

    def test_orders_depths_as_the_network_reaches_the_taps(self):
        bundle = self.export(Plain(), taps=[TapSpec("hidden"), TapSpec("conv")])
        methods = json.loads((self.out / "model.json").read_text())["methods"]
        self.assertEqual(["hidden"], methods["gradients"][1]["taps"])
        frames = torch.randint(0, 256, (3, 3, 16, 16), dtype=torch.uint8)
        whole = bundle(frames, *bundle.initial_head())[2]
        part = bundle.gradients_from_1(frames, *bundle.initial_head())[2]
        torch.testing.assert_close(part[:, :7], whole[:, :7], rtol=1e-5, atol=1e-7)
        self.assertEqual(0, part[:, 7:].abs().max().item())

    def operations(self, bundle, method):
        """Names of the operations a method comes to, in order."""
        graph = getattr(bundle, method).graph
        return [node.kind() for node in graph.nodes()]

    def test_folds_every_batch_norm_and_goes_back_no_further_than_asked(self):
        bundle = self.export_residual(self.residual())
        for method, backward in (("forward", 4), ("gradients_from_1", 1), ("features", 0)):
            kinds = self.operations(bundle, method)
            self.assertFalse([kind for kind in kinds if "norm" in kind], method)
            self.assertEqual(backward, kinds.count("aten::convolution_backward"), method)
        self.assertEqual(0, self.operations(bundle, "gradients_from_2").count("aten::convolution_backward"))
        self.assertEqual(9, sum("norm" in kind for kind in self.operations(bundle, "plain")))

    def test_weights_of_scoring_lie_in_channels_last(self):
        bundle = self.export_residual(self.residual())
        kernels = [t for name, t in bundle.named_buffers() if name.startswith("folded_weight")]
        self.assertEqual(9, len(kernels))
        for kernel in kernels:
            self.assertTrue(kernel.is_contiguous(memory_format=torch.channels_last))

    def test_leaves_a_batch_norm_that_cannot_be_folded_as_it_is(self):
        bundle = self.export(Unfoldable(), taps=[TapSpec("conv"), TapSpec("after")])
        kinds = self.operations(bundle, "features")
        self.assertEqual(2, sum("norm" in kind for kind in kinds))
        self.assertEqual(2, len([n for n, _ in bundle.named_buffers() if n.startswith("folded_w")]))

    def test_pools_the_gradient_of_any_convolution_without_computing_it(self):
        for kernel, stride, padding, dilation in (
            (3, 1, 1, 1), (3, 2, 1, 1), (5, 2, 2, 1), (3, 1, 0, 1), (3, 2, 2, 2), (1, 2, 0, 1),
            (3, 3, 0, 1), (4, 2, 3, 1),
        ):
            with self.subTest(kernel=kernel, stride=stride, padding=padding, dilation=dilation):
                net = OneStep(nn.Conv2d(6, 5, kernel, stride, padding, dilation))
                bundle = self.export(net, taps=[TapSpec("first")])  # verify compares to autograd
                kinds = self.operations(bundle, "forward")
                self.assertEqual(0, kinds.count("aten::convolution_backward"))

    def test_refuses_to_pool_wrongly(self):
        wrong = sisom_script._HEADER.replace("first = max(0, ", "first = max(1, ")
        with mock.patch.object(sisom_script, "_HEADER", wrong):
            with self.assertRaisesRegex(ExportError, "tap_grads is off"):
                self.export(OneStep(nn.Conv2d(6, 5, 3, 1, 1)), taps=[TapSpec("first")])

    def test_takes_a_network_that_is_exact_in_float64_alone(self):
        self.export(Magnifying())

    def test_refuses_a_refold_that_misses_what_training_moved(self):
        class Forgetful(sisom_script.BundleWriter):
            def _text(self):
                text = super()._text()
                return text.replace("self.folded_bias_0 = ", "kept = ")

        with mock.patch.object(sisom_export, "BundleWriter", Forgetful):
            with self.assertRaisesRegex(ExportError, "off by"):
                self.export_residual(self.residual())

    def test_half_precision_is_close_and_keeps_small_gradients(self):
        net = self.residual()
        with torch.no_grad():
            net.fc.weight *= 1e-4  # gradients of 1e-8 at positions: zero in float16 as they are
        bundle = self.export_residual(net)
        frames = torch.randint(0, 256, (4, 3, 16, 16), dtype=torch.uint8)
        head = bundle.initial_head()
        single = bundle(frames, *head)
        bundle.use_half()
        half = bundle(frames, *head)
        for mine, right in zip(half, single):
            self.assertEqual(torch.float32, mine.dtype)
            largest = right.abs().max().item()
            torch.testing.assert_close(mine, right, rtol=0, atol=0.03 * largest)
        self.assertNotEqual(0, (half[0] - single[0]).abs().max().item())
        bundle.refold()
        torch.testing.assert_close(bundle(frames, *head)[2], single[2], rtol=0, atol=0)

    def test_says_so_where_half_precision_does_not_hold(self):
        none = {method: (spoken, -1.0) for method, (spoken, _) in sisom_verify._SHORT.items()}
        with mock.patch.object(sisom_verify, "_SHORT", none):
            with mock.patch.object(sys, "stderr", io.StringIO()) as said:
                self.export(Plain())
        self.assertIn("without half precision", said.getvalue())
        self.assertIn("without bfloat16", said.getvalue())
        described = json.loads((self.out / "model.json").read_text())
        self.assertNotIn("half", described["methods"])
        self.assertNotIn("bfloat16", described["methods"])

    def test_bfloat16_is_close_and_needs_no_scale(self):
        net = self.residual()
        with torch.no_grad():
            net.fc.weight *= 1e-4
        bundle = self.export_residual(net)
        frames = torch.randint(0, 256, (4, 3, 16, 16), dtype=torch.uint8)
        head = bundle.initial_head()
        single = bundle(frames, *head)
        bundle.use_bfloat16()
        for mine, right in zip(bundle(frames, *head), single):
            self.assertEqual(torch.float32, mine.dtype)
            largest = right.abs().max().item()
            self.assertFalse(torch.equal(mine, right))
            torch.testing.assert_close(mine, right, rtol=0, atol=0.1 * largest)
        bundle.use_half()
        bundle.refold()
        torch.testing.assert_close(bundle(frames, *head)[2], single[2], rtol=0, atol=0)

    def test_the_limit_of_rounding_grows_with_the_layers(self):
        for net, least, most in ((Plain(), 2e-5, 2e-5), (bench_bundles.ResNet20(4), 5e-5, 1e-4)):
            whole = mock.Mock(whole=net)
            self.assertGreaterEqual(sisom_verify._tolerance(whole), least)
            self.assertLessEqual(sisom_verify._tolerance(whole), most)

    def test_plain_is_the_network_as_its_author_runs_it(self):
        net = bench_bundles.random_weights(bench_bundles.ResNet20(len(LABELS))).eval()
        bundle = self.export(net, head="linear", taps=[TapSpec("layer3"), TapSpec("avgpool")])
        frames = torch.randint(0, 256, (3, 3, 16, 16), dtype=torch.uint8)
        mean = torch.tensor((0.4, 0.5, 0.6)).view(1, 3, 1, 1)
        std = torch.tensor((0.2, 0.25, 0.3)).view(1, 3, 1, 1)
        expected = net((frames / 255 - mean) / std)
        found = bundle.plain(frames, *bundle.initial_head())
        torch.testing.assert_close(found, expected, rtol=1e-4, atol=1e-4)
        kinds = self.operations(bundle, "plain")
        self.assertEqual(19, kinds.count("aten::relu_"))  # its in-place activations are kept

    def test_takes_the_weights_of_another_bundle(self):
        net = bench_bundles.random_weights(bench_bundles.ResNet20(len(LABELS))).eval()
        self.export(net, head="linear", taps=[TapSpec("avgpool")])
        other = bench_bundles.weights_of(
            bench_bundles.ResNet20(len(LABELS)), self.out / "model.pt"
        )
        for key, value in net.state_dict().items():
            torch.testing.assert_close(other.state_dict()[key], value, rtol=0, atol=0)

    def test_names_no_file_of_the_exporting_machine(self):
        self.export(Plain())
        here = str(pathlib.Path(__file__).resolve().parent).encode()
        with zipfile.ZipFile(self.out / "model.pt") as archive:
            contents = [archive.read(name) for name in archive.namelist()]
        self.assertGreater(len(contents), 5)
        for text in (here, torch.__file__.encode(), tempfile.gettempdir().encode()):
            self.assertFalse(any(text in content for content in contents))

    def test_training_changes_what_is_scored(self):
        bundle = self.export_residual(self.residual())
        frames = torch.randint(0, 256, (8, 3, 16, 16), dtype=torch.uint8)
        head = bundle.initial_head()
        before = bundle(frames, *head)[1]
        bundle.train()
        bundle.train_forward(frames).square().mean().backward()
        with torch.no_grad():
            for parameter in bundle.net.parameters():
                    parameter -= 0.1 * parameter.grad
        bundle.eval()
        torch.testing.assert_close(bundle(frames, *head)[1], before, rtol=0, atol=0)
        bundle.refold()
        after = bundle(frames, *head)[1]
        self.assertGreater((after - before).abs().max().item(), 1e-3)
        torch.testing.assert_close(bundle.features(frames, *head)[1], after, rtol=1e-4, atol=1e-5)

    def test_draws_a_heat_map_from_the_last_tap_that_is_a_map(self):
        bundle = self.export(Plain(), taps=[TapSpec("conv"), TapSpec("more"), TapSpec("hidden")])
        frames = torch.randint(0, 256, (4, 3, 16, 16), dtype=torch.uint8)
        found = bundle.heat_map(frames, *bundle.initial_head())
        self.assertEqual((4, 5, 5), tuple(found.shape))
        self.assertGreaterEqual(found.min().item(), 0)
        self.assertGreater(found.max().item(), 0)
        self.assertEqual("heat_map", self.methods()["heatMap"])

    def test_says_where_there_is_no_map_to_draw(self):
        bundle = self.export(Plain(), taps=[TapSpec("hidden")])
        self.assertFalse(hasattr(bundle, "heat_map"))
        self.assertNotIn("heatMap", self.methods())

    def test_leaves_the_network_as_it_was(self):
        net = self.residual().train()
        before = {key: value.clone() for key, value in net.state_dict().items()}
        self.export_residual(net)
        self.assertTrue(net.training)
        self.assertTrue(all(p.requires_grad for p in net.parameters()))
        for key, value in net.state_dict().items():
            torch.testing.assert_close(value, before[key], rtol=0, atol=0)

    def test_refuses_what_it_cannot_export_and_says_why(self):
        cases = [
            (Plain(), {"head": "conv"}, "must be an nn.Linear"),
            (Plain(), {"head": "nothing"}, "no module 'nothing'"),
            (Plain(), {"head": "hidden", "labels": list("abcdefg")}, "not the output of its head"),
            (Scaled(), {}, "not the output of its head"),
            (Plain(), {"labels": ["a", "a", "b", "c"]}, "labels must differ from each other"),
            (Plain(), {"taps": [TapSpec("unused")]}, "take no part"),
            (Plain(), {"taps": []}, "needs at least one"),
            (Counted(), {}, "one number of frames only"),
            (Foreign(), {"taps": [TapSpec("conv")]}, "in module 'odd': operation sisom_test.double"),
            (torch.ones(3), {}, "is a Tensor; it must be a torch.nn.Module"),
            (Plain(), {"name": "my net"}, "name must be 1 to 100 of"),
            (Plain(), {"input_shape": (4, 16, 16)}, "a frame has 1 or 3 channels, not 4"),
            (Plain(), {"labels": ["a"]}, "at least two classes, not 1"),
            (Plain(), {"labels": list("abc")}, "3 labels for a head of 4 outputs"),
            (Plain(), {"mean": (0.5, float("nan"), 0.5)}, "mean and std need 3 numbers"),
            (Plain(), {"taps": [TapSpec("conv", "x"), TapSpec("more", "x")]}, "two are named x"),
            (Plain(), {"std": (1, 1, 0)}, "std above 0"),
        ]
        for net, changes, message in cases:
            with self.subTest(message), self.assertRaisesRegex(ExportError, message):
                self.export(net, **changes)

    def test_leaves_no_bundle_that_fails_its_own_check(self):
        exact, sisom_verify._TOLERANCE = sisom_verify._TOLERANCE, -1.0
        try:
            with self.assertRaisesRegex(ExportError, "forward's logits is off"):
                self.export(Plain())
        finally:
            sisom_verify._TOLERANCE = exact
        self.assertFalse(self.out.exists())

    def test_leaves_the_bundle_that_was_there_where_it_refuses(self):
        self.export(Plain())
        before = {file.name: file.read_bytes() for file in self.out.iterdir()}
        with mock.patch.object(sisom_verify, "_TOLERANCE", -1.0), self.assertRaises(ExportError):
            self.export(Plain())
        self.assertEqual(before, {file.name: file.read_bytes() for file in self.out.iterdir()})
        self.assertEqual({"model.json", "model.pt"}, set(before))

    def run_main(self, *arguments):
        with mock.patch.object(sys, "argv", ["sisom_export.py", *map(str, arguments)]):
            with mock.patch.object(sys, "stdout", io.StringIO()):
                sisom_export.main()
        return json.loads((self.out / "model.json").read_text(encoding="utf-8"))

    def command(self, labels="red ball\nb\nc\nd\n"):
        """All options but the last, --mean and --std."""
        folder = self.out.parent
        (folder / "labels.txt").write_bytes(labels.encode("utf-8"))
        (folder / "net.py").write_text("from test_sisom_export import Plain\nload = Plain\n")
        return ["--network", f"{folder / 'net.py'}:load", "--name", "cli", "--head", "out",
                "--labels", folder / "labels.txt", "--input", "3", "16", "16"]

    def test_exports_from_the_command_line_wherever_the_folder_stands(self):
        numbers = ["--mean", "0", "-0.5", "0", "--std", "1", "1", "1"]
        taps = ["--taps", "conv", "more=second"]
        for arguments in (
            [self.out, *self.command(), *taps, *numbers],
            [*self.command(), *taps, *numbers, self.out],  # as the README has it
            [*self.command(), *taps, "--std", "1", "1", "1", "--mean", "0", "-0.5", "0", self.out],
            [*self.command(), *numbers, *taps, self.out],
            [*self.command(), *taps, *numbers, "--", self.out],
            [*self.command(), *taps, "--mean=0,-0.5,0", "--std=1,1,1", self.out],
            [*self.command(), *taps, "--mea", "0", "-0.5", "0", self.out, "--st", "1", "1", "1"],
        ):
            with self.subTest(arguments=arguments[-9:]):
                described = self.run_main(*arguments)
                self.assertEqual(["red ball", "b", "c", "d"], described["labels"])
                self.assertEqual(["conv", "second"], [tap["name"] for tap in described["taps"]])
                shutil.rmtree(self.out)

    def test_never_takes_a_tap_for_the_folder(self):
        numbers = ["--mean", "0", "0", "0", "--std", "1", "1", "1"]
        with mock.patch.object(sys, "stderr", io.StringIO()) as said, self.assertRaises(SystemExit):
            self.run_main(*self.command(), *numbers, "--taps", "conv", "more")
        self.assertIn("the following arguments are required: out", said.getvalue())

    def test_reads_labels_as_any_editor_writes_them(self):
        tail = ["--taps", "conv", "--mean", "0", "0", "0", "--std", "1", "1", "1", self.out]
        for written in ("a\r\nb\r\n\r\nc\r\ncafé\r\n", "\ufeffa\nb\nc\ncafe\u0301", " a\nb \nc\ncafé\n\n"):
            with self.subTest(written):
                described = self.run_main(*self.command(written), *tail)
                self.assertEqual(["a", "b", "c", "café"], described["labels"])
        for wrong, message in (
            ("a\nb\nc\nc\n", "must differ from each other, two are 'c'"),
            ("a\nb\nc\nd\u202e\n", "no control or invisible character, U\\+202E"),
            ("a\nb\nc\n", "3 labels for a head of 4 outputs"),
        ):
            with self.subTest(wrong), self.assertRaisesRegex(SystemExit, f"not exported: .*{message}"):
                self.run_main(*self.command(wrong), *tail)
        (self.out.parent / "utf16.txt").write_text("a\nb\nc\nd\n", encoding="utf-16")
        with self.assertRaisesRegex(SystemExit, "is not UTF-8"):
            self.run_main(*self.command(), *tail, "--labels", self.out.parent / "utf16.txt")

    def test_says_what_is_wrong_with_the_network_of_the_command_line(self):
        for spec, message in (
            ("network.py", "FILE.py:FUNCTION"),
            ("absent.py:load", "no file 'absent.py'"),
            (f"{__file__}:load", "no function 'load'"),
        ):
            with self.subTest(spec), self.assertRaisesRegex(ExportError, message):
                sisom_export._network(spec)


if __name__ == "__main__":
    unittest.main()
