"""The exporter's rules against those of the scorer: both read the same cases."""

import copy
import json
import pathlib
import unittest

import sisom_description

CASES = pathlib.Path(__file__).parents[2] / "src/network/src/test/resources/io/sisom/network/descriptions.json"


def cases():
    """Pairs of a case and its description."""
    told = json.loads(CASES.read_text(encoding="utf-8"))
    for case in told["cases"]:
        described = {**copy.deepcopy(told["plain"]), **case["changes"]}
        drawn = described["labels"]
        if isinstance(drawn, dict):
            described["labels"] = [f"{i:0{drawn['length']}d}" for i in range(drawn["count"])]
        yield case, described


@unittest.skipUnless(CASES.is_file(), f"skipped: there is no {CASES}")
class DescriptionTest(unittest.TestCase):
    def test_takes_and_refuses_what_the_scorer_does_in_the_same_words(self):
        for case, described in cases():
            with self.subTest(case["case"]):
                wanted = case.get("exporterProblem") or case["problem"]
                found = sisom_description.problem(described)
                if wanted is None:
                    self.assertIsNone(found)
                else:
                    self.assertIn(wanted, str(found))

    def test_describes_as_the_cases_do(self):
        grey = next(described for case, described in cases() if case["case"] == "grey")
        found = sisom_description.describe(
            name="m", labels=["a", "b"], taps=[("t", 4)], input_shape=(1, 8, 8), penultimate=4, methods={}
        )
        found.pop("methods")
        self.assertEqual(grey, found)

    def test_shows_a_terminal_nothing_it_would_act_on(self):
        self.assertNotIn("\x1b", sisom_description.name_problem("\x1b[2Jnet" + "n" * 1000))
        self.assertLess(len(sisom_description.name_problem("n" * 10_000)), 300)


if __name__ == "__main__":
    unittest.main()
