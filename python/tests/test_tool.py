import os
import stat
import unittest
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import slt
from slt.tool import binary


@contextmanager
def program(script):
    """A program in place of the tool."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "tool"
        path.write_text("#!/bin/sh\n" + script)
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        with patch.dict(os.environ, {"SLT_CRITICAL": str(path)}):
            yield path


class ExitStatus(unittest.TestCase):
    def test_arguments_and_json(self):
        with program('printf \'{"arguments": "%s"}\' "$*"'):
            result = slt.threshold([2, 3, 1], max_degree=6, seed=5)
        expected = "threshold --widths 2,3,1 --max-degree 6 --seed 5 --format json --quiet"
        self.assertEqual(result.arguments, expected)

    def test_a_refuted_claim_is_a_result(self):
        with program("echo '{\"holds\": false}'; exit 1"):
            self.assertFalse(slt.verify("net.yaml").holds)

    def test_bad_input_carries_the_message(self):
        script = "echo 'slt-critical: net.yaml:3: widths: expected a list' >&2; exit 2"
        with program(script), self.assertRaises(slt.BadInput) as caught:
            slt.locus("net.yaml")
        self.assertEqual(caught.exception.message, "net.yaml:3: widths: expected a list")
        self.assertEqual(caught.exception.status, 2)

    def test_a_limit_keeps_the_partial_result(self):
        script = "echo '{\"genericRank\": 4}'; echo 'stopped by the time limit' >&2; exit 3"
        with program(script), self.assertRaises(slt.Stopped) as caught:
            slt.locus("net.yaml")
        self.assertEqual(caught.exception.partial.generic_rank, 4)
        with program("echo 'too many terms' >&2; exit 3"), self.assertRaises(slt.Stopped) as caught:
            slt.locus("net.yaml")
        self.assertIsNone(caught.exception.partial)

    def test_other_failures_and_timeouts(self):
        with program("kill -9 $$"), self.assertRaises(slt.SLTError):
            slt.locus("net.yaml")
        with program("exec sleep 20"), self.assertRaises(slt.ToolTimeout):
            slt.locus("net.yaml", timeout=0.2)

    def test_the_environment_variable_wins(self):
        with program("") as path:
            self.assertEqual(binary(), path)
        with patch.dict(os.environ, {"SLT_CRITICAL": "/nowhere/tool"}), self.assertRaises(slt.SLTError):
            slt.setup()


class Setup(unittest.TestCase):
    def test_a_missing_tool_is_built(self):
        with TemporaryDirectory() as folder:
            built = Path(folder) / ".build" / "release" / "slt-critical"
            make = f"build:\n\t@mkdir -p {built.parent} && touch {built} && chmod +x {built}\n"
            (Path(folder) / "Makefile").write_text(make)
            with (
                patch("slt.tool.root", Path(folder)),
                patch.dict(os.environ),
                patch("shutil.which", return_value=None),
            ):
                os.environ.pop("SLT_CRITICAL", None)
                self.assertEqual(slt.setup(), built)
            (Path(folder) / "Makefile").write_text("build:\n\t@echo no compiler; false\n")
            built.unlink()
            with (
                patch("slt.tool.root", Path(folder)),
                patch.dict(os.environ),
                patch("shutil.which", return_value=None),
                self.assertRaisesRegex(slt.SLTError, "no compiler"),
            ):
                os.environ.pop("SLT_CRITICAL", None)
                slt.setup()


class RealTool(unittest.TestCase):
    """Every command once, on small networks with known answers."""

    cubes = {"widths": [2, 2, 1], "activation": {"monomial": 3}}
    redundant = slt.root / "examples" / "deep-redundant.yaml"

    def test_exact_commands(self):
        self.assertEqual(slt.dimension(widths=[3, 5, 1], degree=4).defect, 1)
        self.assertEqual(slt.jacobian(widths=[2, 1, 1], degree=2).entries[1][1], "2*w1_1_1*w2_1_1")
        self.assertEqual(len(slt.locus(self.cubes, all=True).components), 3)
        self.assertEqual(len(slt.strata(self.cubes).frame()), 6)
        self.assertIn("<svg", slt.hasse_diagram(self.cubes)._repr_svg_())
        self.assertTrue(slt.verify(self.cubes).holds)
        self.assertFalse(slt.verify(widths=[3, 3, 1], degree=3).holds)
        self.assertEqual(slt.threshold([3, 3, 1]).threshold, 5)
        self.assertEqual(slt.report(self.cubes).dimension.dimension, 4)
        ideal = slt.ideal(["x*y - z^2", "x^2 - y*z"], minimal_primes=True)
        self.assertEqual([prime.degree for prime in ideal.minimal_primes], [1, 1, 2])

    def test_commands_at_a_point(self):
        point = slt.analyze(self.redundant, kernel=True)
        self.assertEqual((point.rank, point.generic_rank, len(point.tangent_kernel)), (4, 6, 6))
        weights = [[[1, 2], [3, -1]], [[1, 1], [2, 2]], [[1, "1/2"]]]
        again = slt.analyze(widths=[2, 2, 2, 1], degree=3, weights=weights)
        self.assertEqual(again.reduced.weights, point.reduced.weights)
        reduced = slt.reduce(self.redundant).reduced
        self.assertEqual(reduced.widths, [2, 2, 1, 1])
        self.assertFalse(slt.analyze(reduced.to_dict()).subnetwork)
        coefficient = slt.learning_coefficient(self.redundant)
        self.assertEqual((coefficient["lambda"], coefficient.multiplicity), ("9/4", 1))

    def test_experiments(self):
        self.assertEqual(slt.sample(self.cubes, points=5).histogram[0].count, 5)
        runs = slt.descend(self.cubes, teacher_widths=[2, 1, 1], runs=3, steps=500, traces=True)
        self.assertEqual(list(runs.frame().index), [0, 1, 2])
        self.assertEqual([trace[0].step for trace in runs.traces], [0, 0, 0])
        data = ([[1, 0], [0, 1], [1, 1]], [[1], [2], [3]])
        self.assertEqual(len(slt.descend(self.cubes, data=data, runs=2, steps=100).runs), 2)
        self.assertEqual(slt.label_noise(steps=1000, every=500).noisy_steps, 1000)
        estimate = slt.learning_coefficient(
            self.cubes | {"weights": [[[1, 0], [0, 1]], [[1, 1]]]}, estimate=True, draws=100, chains=4
        )
        self.assertEqual((estimate.lambda_, estimate.estimate.sampler), (2, "splitting"))

    def test_many_dimensions_by_one_process(self):
        networks = [{"widths": [2, 3, 1], "activation": {"monomial": r}} for r in range(2, 6)]
        found = slt.dimensions([*networks, "3,5,1 4", "2,0,1 3"], seed=2)
        self.assertEqual([result.get("dimension") for result in found], [3, 4, 5, 6, 14, None])
        self.assertIn("every width must be at least 1", found[-1].error)
        self.assertEqual(found[1], slt.dimension(widths=[2, 3, 1], degree=3, seed=2))
        self.assertEqual(slt.dimensions([]), [])
        with self.assertRaises(slt.BadInput):
            slt.dimensions(["2,3,1 3\n2,3,1 4"])

    def test_data_are_arrays_too(self):
        weights = [[[1, 0], [0, 1]], [[1, 1]]]
        network = {"widths": [2, 2, 1], "activation": {"monomial": 2}, "weights": weights}
        found = slt.analyze(network, data=[[1, 0], [0, 1], [1, 1]])
        self.assertEqual(found.rank, 3)

    def test_certificates(self):
        with TemporaryDirectory() as folder:
            path = Path(folder) / "locus.json"
            slt.locus(self.cubes, certificate=path)
            self.assertTrue(slt.check_certificate(path).holds)

    def test_errors_of_the_tool(self):
        with self.assertRaisesRegex(slt.BadInput, "widths"):
            slt.dimension(widths=[2, 0, 1], degree=2)
        with self.assertRaises(slt.Stopped) as caught:
            slt.jacobian(widths=[3, 3, 3, 1], degree=3, max_terms=10)
        self.assertEqual(caught.exception.status, 3)


if __name__ == "__main__":
    unittest.main()
