import json
import unittest
from fractions import Fraction

import numpy as np

import slt
from slt.numbers import json_value
from slt.specs import network_arguments, spec_dict


class Numbers(unittest.TestCase):
    def test_exact_numbers_keep_every_digit(self):
        self.assertEqual(slt.fraction("3/4"), Fraction(3, 4))
        self.assertEqual(slt.fraction("123456789012345678901"), 123456789012345678901)
        self.assertEqual(slt.fraction(0.1), Fraction(1, 10))
        self.assertEqual(slt.fraction(np.int64(7)), 7)
        self.assertEqual(slt.fractions([["1/2", 3], [0.5]]), [[Fraction(1, 2), 3], [Fraction(1, 2)]])

    def test_json_of_exact_numbers_is_what_the_tool_reads(self):
        self.assertEqual(json_value(Fraction(3, 4)), "3/4")
        self.assertEqual(json_value(Fraction(6, 2)), 3)
        self.assertEqual(json_value(2**60), str(2**60))
        self.assertEqual(json_value(np.array([[1, 2]])), [[1, 2]])
        self.assertEqual(json_value({"a": (Fraction(1, 3), None, True)}), {"a": ["1/3", None, True]})
        with self.assertRaises(TypeError):
            json_value(object())


class Results(unittest.TestCase):
    members = {
        "schema": 1,
        "genericRank": 4,
        "lambda": "3/2",
        "components": [
            {
                "kind": "subnetwork",
                "operations": [{"type": "redundant", "layer": 1, "neurons": [1, 2]}],
                "evidence": {"kind": "proven", "detail": "a < b"},
            }
        ],
        "evidence": {"kind": "proven", "detail": "a < b"},
    }

    def test_attributes_are_keys(self):
        result = slt.Result(self.members)
        self.assertEqual(result.genericRank, 4)
        self.assertEqual(result.generic_rank, 4)
        self.assertEqual(result["genericRank"], 4)
        self.assertEqual(result.lambda_, "3/2")
        self.assertEqual(result.components[0].evidence.kind, "proven")
        self.assertEqual(result.to_dict(), self.members)
        self.assertIn("genericRank", dir(result))
        with self.assertRaisesRegex(AttributeError, "no 'rank' here, only schema"):
            _ = result.rank

    def test_frames_shorten_operations_and_evidence(self):
        frame = slt.Result(self.members).frame()
        self.assertEqual(frame.loc[0, "operations"], "redundant(1;1,2)")
        self.assertEqual(frame.loc[0, "evidence"], "proven")

    def test_html_is_escaped(self):
        html = slt.Result(self.members)._repr_html_()
        self.assertIn("a &lt; b", html)
        self.assertNotIn("a < b", html)


class Specs(unittest.TestCase):
    def test_forms_of_a_network(self):
        self.assertEqual(network_arguments("net.yaml", None), (["net.yaml"], None))
        arguments, stdin = network_arguments(None, [2, 3, 1], degree=3, weights=[[[Fraction(1, 2)]]])
        self.assertEqual(arguments, ["-"])
        expected = {"widths": [2, 3, 1], "activation": {"monomial": 3}, "weights": [[["1/2"]]]}
        self.assertEqual(json.loads(stdin), expected)
        self.assertEqual(spec_dict([1, 1, 1], degrees=[2])["activation"], {"monomial": [2]})

    def test_contradictions_are_refused(self):
        for bad in (
            lambda: network_arguments(None, None),
            lambda: network_arguments("net.yaml", [2, 1]),
            lambda: network_arguments("net.yaml", None, degree=3),
            lambda: spec_dict([2, 2, 1]),
            lambda: spec_dict([2, 2, 1], degree=2, degrees=[2]),
        ):
            with self.assertRaises(slt.BadInput):
                bad()


if __name__ == "__main__":
    unittest.main()
