"""Numerical ranks on data beside NumPy's, on trained networks."""

import os
import unittest
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

import slt

from .trained_networks import trained_networks

COUNT = 50 if os.environ.get("SIZE") == "full" else 15


class Ranks(unittest.TestCase):
    def test_ranks_are_those_of_numpy_or_open(self):
        undecided = 0
        for number, network in enumerate(trained_networks(COUNT)):
            kind, _, degree = network.activation.partition(":")
            spec = {
                "widths": network.widths,
                "activation": {kind: int(degree)} if degree else {"named": kind},
                "bias": True,
            }
            with TemporaryDirectory() as folder:
                path = Path(folder) / "inputs.npz"
                np.savez(path, inputs=network.inputs)
                result = slt.analyze(spec, weights=network.state(), data=path)
            values = np.linalg.svd(network.jacobian(), compute_uv=False)
            rank = int((values > 1e-12 * values[0]).sum())
            with self.subTest(number=number, network=network.widths, activation=network.activation):
                count = min(len(result.singular_values), 20)
                np.testing.assert_allclose(result.singular_values[:count], values[:count], rtol=1e-9)
                if result.rank is None:
                    undecided += 1
                    self.assertLessEqual(result.rank_at_least, rank)
                    self.assertTrue(result.rank_at_most is None or rank <= result.rank_at_most)
                    # The spectrum around the gap is there to be looked at.
                    self.assertGreater(len(result.singular_values), result.rank_at_least)
                else:
                    self.assertEqual(result.rank, rank)
        self.assertLessEqual(undecided, COUNT // 10)


if __name__ == "__main__":
    unittest.main()
