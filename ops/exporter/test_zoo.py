"""The zoo's patterns: exported, which holds each to autograd. ZooTest of the project runs them in the JVM.

With SISOM_TEST_ZOO=all the families of torchvision too: an hour on one core.
"""

import json
import os
import pathlib
import tempfile
import unittest

import torch

import zoo
from zoo_patterns import patterns

QUICK = ("two-classes", "three-classes", "grey", "auxiliary", "convnext", "sizes")


class ZooTest(unittest.TestCase):
    def keep(self, name, make, head, taps, shape):
        with self.subTest(name), tempfile.TemporaryDirectory() as folder:
            torch.manual_seed(11)
            refusal = zoo.keep(pathlib.Path(folder), name, make(), head, taps, shape)
            self.assertIsNone(refusal)
            described = json.loads((pathlib.Path(folder) / "model.json").read_text(encoding="utf-8"))
            self.assertEqual("grey" if shape[0] == 1 else "RGB", described["input"]["colour"])

    def test_takes_the_patterns_of_published_networks(self):
        wanted = QUICK if os.environ.get("SISOM_TEST_ZOO") != "all" else patterns()
        for name in wanted:
            net, taps = patterns()[name]
            shape = (1 if name == "grey" else 3, 32, 32)
            self.keep(name, lambda net=net: net, "fc", taps, shape)

    @unittest.skipUnless(os.environ.get("SISOM_TEST_ZOO") == "all", "skipped: SISOM_TEST_ZOO is not 'all'")
    def test_takes_the_families_of_torchvision(self):
        try:
            families = zoo.families()
        except (ImportError, RuntimeError) as cause:
            self.skipTest(f"skipped: no torchvision that fits this torch: {cause}")
        for name, (make, head, taps, side) in families.items():
            if name != "squeezenet1_1":
                self.keep(name, make, head, taps, (3, side, side))

    def test_says_that_squeezenet_ends_in_no_linear_layer(self):
        net = torch.nn.Sequential(torch.nn.Conv2d(3, 5, 1), torch.nn.AdaptiveAvgPool2d(1), torch.nn.Flatten())
        with tempfile.TemporaryDirectory() as folder:
            refusal = zoo.keep(pathlib.Path(folder), "fire", net, "0", ["1"], (3, 8, 8))
            self.assertEqual("head '0' is a Conv2d; it must be an nn.Linear", refusal)
            self.assertEqual(["refused.txt"], os.listdir(folder))


if __name__ == "__main__":
    unittest.main()
