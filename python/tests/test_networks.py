import unittest
from pathlib import Path
from tempfile import TemporaryDirectory

import matplotlib
import numpy as np

import slt

matplotlib.use("agg")


class Networks(unittest.TestCase):
    def test_values_are_those_of_the_polynomial_map(self):
        rng = np.random.default_rng(0)
        widths, degrees = [2, 3, 2, 2], [2, 3]
        weights = [rng.integers(-3, 4, (n, m)).tolist() for m, n in zip(widths, widths[1:], strict=False)]
        network = slt.PolynomialNetwork(weights, degrees)
        self.assertEqual(network.widths, widths)
        symbolic = slt.jacobian(widths=widths, degrees=degrees)
        values = dict(zip(symbolic.columns, network.parameters, strict=True))
        inputs = rng.normal(size=(5, 2))
        expected = np.zeros((5, 2))
        for (output, exponents), entry in zip(symbolic.rows, symbolic.map, strict=True):
            coefficient = eval(entry.replace("^", "**"), {}, values)
            expected[:, output - 1] += coefficient * np.prod(inputs ** np.array(exponents), axis=1)
        np.testing.assert_allclose(network(inputs), expected, rtol=1e-10)

    def test_biases_and_other_activations(self):
        network = slt.PolynomialNetwork([[[1, 2, "1/2"]], [[3, 1]]], activation=[0, 1, 0, 2], bias=True)
        hidden = 1 * 0.5 + 2 * -1 + 0.5
        self.assertAlmostEqual(network([[0.5, -1]])[0, 0], 3 * (hidden + 2 * hidden**3) + 1)
        self.assertEqual(slt.dimension(network).parameters, 5)
        with self.assertRaises(ValueError):
            slt.PolynomialNetwork([[[1, 2]], [[1, 1]]], 2)

    def test_parameters_and_back(self):
        network = slt.PolynomialNetwork([[[1, 2], [3, 4]], [[5, 6]]], 2)
        other = network.with_parameters(network.parameters + 1)
        np.testing.assert_array_equal(other.weights[0], [[2, 3], [4, 5]])
        self.assertEqual(network.spec()["activation"], {"monomial": [2]})


class Weights(unittest.TestCase):
    def test_safetensors_are_read_back(self):
        weights = [np.arange(6.0).reshape(2, 3), np.ones((1, 2), np.float32)]
        with TemporaryDirectory() as folder:
            path = Path(folder) / "net.safetensors"
            slt.save_safetensors(path, slt.sequential_names(weights))
            loaded = slt.load_safetensors(path)
        self.assertEqual(list(loaded), ["0.weight", "2.weight"])
        for before, after in zip(weights, loaded.values(), strict=True):
            self.assertEqual(before.dtype, after.dtype)
            np.testing.assert_array_equal(before, after)
        with self.assertRaises(TypeError):
            slt.save_safetensors("unused", {"a": np.arange(3)})

    def test_floating_point_weights_are_analysed_and_reduced(self):
        first = np.array([[1, 0.5], [0.5, -1], [2 + 1e-9, 1]])
        weights = [first, np.array([[1.0, 1.0, 0.25]])]
        spec = {"widths": [2, 3, 1], "activation": {"monomial": 3}}
        with TemporaryDirectory() as folder:
            path, smaller = Path(folder) / "net.npz", Path(folder) / "smaller.safetensors"
            np.savez(path, **slt.sequential_names(weights))
            point = slt.analyze(spec, weights=path)
            self.assertEqual([neuron.state for neuron in point.neurons], ["redundant", "active", "redundant"])
            self.assertFalse(slt.analyze(spec, weights=path, exact=True).subnetwork)
            result = slt.reduce(spec, weights=path, output=smaller)
            after = list(slt.load_safetensors(smaller).values())
        self.assertEqual([matrix.shape for matrix in after], [(2, 2), (1, 2)])
        inputs = np.random.default_rng(0).uniform(-0.7, 0.7, (1000, 2))
        change = np.abs(slt.PolynomialNetwork(weights, 3)(inputs) - slt.PolynomialNetwork(after, 3)(inputs))
        self.assertGreater(result.error_bound.value, 0)
        self.assertLessEqual(change.max(), result.error_bound.value + 1e-14)

    def test_a_dictionary_of_arrays_is_a_weight_file(self):
        first, second = np.array([[1.0, 2], [3, 4], [2, 4]], np.float32), np.ones((1, 3), np.float32)
        spec = {"widths": [2, 3, 1], "activation": {"monomial": 3}}
        point = slt.analyze(spec, weights={"0.weight": first, "2.weight": second})
        self.assertEqual(point.precision, "float32")
        self.assertEqual([neuron.state for neuron in point.neurons], ["redundant", "active", "redundant"])
        nested = {"params": {"Dense_0": {"kernel": first.T}, "Dense_1": {"kernel": second.T}}}
        self.assertEqual(slt.analyze(spec, weights=nested).neurons, point.neurons)
        # Integers are exact.
        exact = slt.analyze(
            spec,
            weights={"a": first.T.astype(int), "b": second.T.astype(int)},
            layers="a,b",
            orientation="inputs-outputs",
        )
        self.assertTrue(exact.subnetwork)
        self.assertEqual(exact.evidence.kind, "proven")


class Comparison(unittest.TestCase):
    def test_a_rearranged_network_is_the_same(self):
        rng = np.random.default_rng(1)
        first, second = rng.normal(size=(4, 3)), rng.normal(size=(2, 4))
        order = [2, 0, 3, 1]
        spec = {"widths": [3, 4, 2], "activation": {"monomial": 2}}
        a = {"0.weight": first, "2.weight": second}
        b = {"0.weight": 2 * first[order], "2.weight": second[:, order] / 4}
        result = slt.compare(a, b, spec=spec, points=5)
        self.assertTrue(result.same_function)
        self.assertEqual(result.permutation, [[order.index(i) + 1 for i in range(4)]])
        self.assertEqual(result.distance.weights.after, 0)
        self.assertEqual(result.path.after, [0] * 5)
        self.assertGreater(result.path.barrier_before, 0)

    def test_distance_on_data(self):
        spec = {"widths": [2, 2, 1], "activation": {"monomial": 3}}
        weights = [[[[1, 2], [3, 1]], [[1, 1]]], [[[1, 2], [3, 2]], [[1, 1]]]]
        networks = [{**spec, "weights": matrices} for matrices in weights]
        inputs = np.random.default_rng(2).normal(size=(50, 2))
        result = slt.compare(*networks, data=inputs)
        values = [slt.PolynomialNetwork(matrices, 3)(inputs) for matrices in weights]
        self.assertAlmostEqual(result.distance.data.squared, np.mean((values[0] - values[1]) ** 2), places=7)
        targets = values[0]
        fitted = slt.compare(*networks, data=(inputs, targets), points=3)
        self.assertAlmostEqual(fitted.path.before[0], 0)
        self.assertEqual(slt.compare(*weights, spec=spec).permutation, [[1, 2]])


class TrainingRun(unittest.TestCase):
    def test_checkpoints_are_rows_in_natural_order(self):
        spec = {"widths": [2, 3, 1], "activation": {"monomial": 3}}
        inputs = np.random.default_rng(3).normal(size=(20, 2))
        with TemporaryDirectory() as name:
            folder = Path(name)
            for step in [10, 2, 100]:
                first = np.array([[1, 0.5], [2, 1 + 1 / step**2], [0.3, -1]])
                weights = [first, np.array([[1.0, 0.5, 2]])]
                np.savez(folder / f"step-{step}.npz", **slt.sequential_names(weights))
            targets = slt.PolynomialNetwork(weights, 3)(inputs)
            journal = folder / "run.jsonl"
            result = slt.training_run(spec, folder, data=(inputs, targets), resume=journal, tolerance=0.01)
            self.assertEqual([point.step for point in result.checkpoints], [2, 10, 100])
            self.assertEqual([point.layers[0].redundant for point in result.checkpoints], [0, 2, 2])
            self.assertAlmostEqual(result.checkpoints[2].dataLoss, 0)
            self.assertEqual(len(result.frame()), 3)
            self.assertEqual(len(journal.read_text().splitlines()), 4)
            (folder / "step-5.npz").write_text("nothing")
            again = slt.training_run(
                spec, str(folder / "*.npz"), data=(inputs, targets), resume=journal, tolerance=0.01
            )
            self.assertIn("error", again.checkpoints[1])
            self.assertEqual(again.checkpoints[0], result.checkpoints[0])
            figure = slt.plots.training_run(again)
            self.assertEqual(len(figure.axes), 4)
            self.assertTrue(all(axes.get_xlabel() and axes.get_ylabel() for axes in figure.axes))
            matplotlib.pyplot.close(figure)
            files = [folder / f"step-{step}.npz" for step in [100, 2]]
            self.assertEqual([p.step for p in slt.training_run(spec, files).checkpoints], [2, 100])
        with self.assertRaises(slt.BadInput):
            slt.training_run(spec, "nowhere/*.npz")


class Plots(unittest.TestCase):
    """Every figure is drawn from real results and has a title and labelled axes."""

    def check(self, axes):
        self.assertTrue(axes.get_xlabel())
        self.assertTrue(axes.get_ylabel() or len(axes.get_yticklabels()))
        axes.figure.canvas.draw()
        matplotlib.pyplot.close(axes.figure)

    def test_figures(self):
        cubes = {"widths": [2, 2, 1], "activation": {"monomial": 3}}
        slt.plots.use_style()
        self.check(slt.plots.singular_values(slt.sample(cubes, points=20)))
        runs = slt.descend(cubes, teacher_widths=[2, 1, 1], runs=3, steps=500, traces=True)
        self.check(slt.plots.training(runs))
        point = slt.learning_coefficient(
            cubes | {"weights": [[[1, 0], [0, 1]], [[1, 1]]]}, estimate=True, draws=100, chains=4
        )
        other = {**cubes, "weights": [[[1, 2], [0, 1]], [[1, 1]]]}
        self.check(
            slt.plots.path(slt.compare(cubes | {"weights": [[[1, 0], [0, 1]], [[1, 1]]]}, other, points=5))
        )
        self.check(slt.plots.coefficients({"regular": point}, {"regular": 2}))
        self.check(slt.plots.temperatures({"regular": point}))
        axes = slt.plots.landscape(lambda x, y: x**2 + y**4, (-1, 1), (-1, 1), resolution=21)
        axes.set(xlabel="x", ylabel="y")
        self.check(axes)
        figure = slt.plots.collapse(slt.label_noise(steps=1000, every=500))
        for panel in figure.axes:
            self.check(panel)


if __name__ == "__main__":
    unittest.main()
