"""`descend` and `label-noise` on data beside the same rules written in NumPy."""

import unittest
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

import slt

MASK = (1 << 64) - 1


class SplitMix64:
    def __init__(self, state):
        self.state = state

    def next(self):
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        z = self.state
        z = ((z ^ (z >> 30)) * 0xBF58476D1CE4E5B9) & MASK
        z = ((z ^ (z >> 27)) * 0x94D049BB133111EB) & MASK
        return z ^ (z >> 31)


class RandomSource:
    """xoshiro256** seeded by SplitMix64, with the tool's streams and normal numbers."""

    def __init__(self, seed):
        mixer = SplitMix64(seed)
        self.s = [mixer.next() for _ in range(4)]

    def next(self):
        s = self.s
        x = (s[1] * 5) & MASK
        result = (((x << 7) | (x >> 57)) * 9) & MASK
        t = (s[1] << 17) & MASK
        s[2] ^= s[0]
        s[3] ^= s[1]
        s[1] ^= s[2]
        s[0] ^= s[3]
        s[2] ^= t
        s[3] = ((s[3] << 45) | (s[3] >> 19)) & MASK
        return result

    def below(self, bound):
        product = self.next() * bound
        if product & MASK < bound:
            while product & MASK < (-bound & MASK) % bound:
                product = self.next() * bound
        return product >> 64

    def split(self, stream):
        mixer, digest = SplitMix64(stream), 0
        for word in self.s:
            digest = SplitMix64(digest ^ word ^ mixer.next()).next()
        return RandomSource(digest)

    def uniform(self):
        return (self.next() >> 11) * 2.0**-53

    def normal(self):
        while True:
            u, v = 2 * self.uniform() - 1, 2 * self.uniform() - 1
            s = u * u + v * v
            if 0 < s < 1:
                return u * np.sqrt(-2 * np.log(s) / s)


class Network:
    """A dense network with activation t^2 and biases."""

    def __init__(self, widths, random):
        self.layers = [
            [random.normal(size=(b, a)) / np.sqrt(a), random.normal(size=b) / 3] for a, b in pairwise(widths)
        ]

    def copy(self):
        other = Network([1, 1], np.random.default_rng(0))
        other.layers = [[w.copy(), b.copy()] for w, b in self.layers]
        return other

    def state(self):
        return {
            f"{2 * i}.{n}": x
            for i, layer in enumerate(self.layers)
            for n, x in zip(("weight", "bias"), layer, strict=True)
        }

    def vector(self):
        return np.concatenate([np.column_stack(layer).ravel() for layer in self.layers])

    def gradients(self, x, y, loss):
        inputs, sums = [x], []
        for w, b in self.layers:
            sums.append(inputs[-1] @ w.T + b)
            inputs.append(sums[-1] ** 2)
        f = sums[-1]
        if loss == "categorical":
            p = np.exp(f - f.max(axis=1, keepdims=True))
            p /= p.sum(axis=1, keepdims=True)
            value, slope = -np.mean(np.sum(y * np.log(p), axis=1)), (p - y) / len(x)
        else:
            value, slope = np.mean(np.sum((f - y) ** 2, axis=1)), 2 * (f - y) / len(x)
        result = []
        for i in reversed(range(len(self.layers))):
            result.insert(0, [slope.T @ inputs[i], slope.sum(axis=0)])
            if i > 0:
                slope = (slope @ self.layers[i][0]) * 2 * sums[i - 1]
        return value, result

    def train(self, x, y, steps, rate, batches, loss="squared", decay=0.0, method="plain"):
        parts = [part for layer in self.layers for part in layer]
        first, second = [np.zeros_like(p) for p in parts], [np.zeros_like(p) for p in parts]
        for step in range(1, steps + 1):
            rows = next(batches)
            gradients = [g for layer in self.gradients(x[rows], y[rows], loss)[1] for g in layer]
            for k, (p, g) in enumerate(zip(parts, gradients, strict=True)):
                g = g + decay * p
                if method == "plain":
                    p -= rate * g
                elif method == "momentum":
                    first[k] = 0.9 * first[k] + g
                    p -= rate * first[k]
                else:
                    first[k] = 0.9 * first[k] + 0.1 * g
                    second[k] = 0.999 * second[k] + 0.001 * g * g
                    a, b = first[k] / (1 - 0.9**step), second[k] / (1 - 0.999**step)
                    p -= rate * a / (np.sqrt(b) + 1e-8)
        return self.gradients(x, y, loss)[0]


def all_rows(count):
    while True:
        yield np.arange(count)


def batches(count, size, random=None):
    order = list(range(count))
    while True:
        if random is not None:
            for i in range(count - 1, 0, -1):
                k = random.below(i + 1)
                order[i], order[k] = order[k], order[i]
        for start in range(0, count, size):
            yield np.array(order[start : start + size])


class Descent(unittest.TestCase):
    def setUp(self):
        self.random = np.random.default_rng(5)
        self.widths = [3, 4, 3, 2]
        self.network = Network(self.widths, self.random)
        self.x = self.random.normal(size=(37, 3))
        self.y = np.column_stack([self.x[:, 0] * self.x[:, 1], self.x[:, 2] ** 2 - 1]) / 2
        self.shape = {"widths": self.widths, "degree": 2, "bias": True}

    def compare(self, result, network, loss, digits=1e-9):
        run = result.runs[0]
        np.testing.assert_allclose(run.weights, network.vector(), rtol=digits, atol=digits)
        self.assertLessEqual(abs(run.final_loss - loss), digits * max(loss, 1))
        self.assertEqual(run.losses[-1].step, run.steps)

    def test_full_batch_with_weight_decay(self):
        result = slt.descend(
            **self.shape,
            data=(self.x, self.y),
            weights=self.network.state(),
            method="plain",
            step_size=0.01,
            steps=300,
            weight_decay=0.02,
        )
        loss = self.network.train(self.x, self.y, 300, 0.01, all_rows(37), decay=0.02)
        self.compare(result, self.network, loss)

    def test_shuffled_batches_with_momentum(self):
        with TemporaryDirectory() as folder:
            path = Path(folder) / "train.npz"
            np.savez(path, inputs=self.x, targets=self.y)
            result = slt.descend(
                **self.shape,
                data=path,
                weights=self.network.state(),
                method="momentum",
                step_size=0.0005,
                steps=200,
                weight_decay=0.01,
                batch_size=8,
                seed=11,
            )
        order = batches(37, 8, RandomSource(11).split(0).split(1))
        loss = self.network.train(self.x, self.y, 200, 0.0005, order, decay=0.01, method="momentum")
        self.compare(result, self.network, loss)

    def test_classes_with_adam(self):
        classes = (self.y[:, 0] > self.y[:, 1]).astype(int)
        with TemporaryDirectory() as folder:
            path = Path(folder) / "train.csv"
            rows = [
                ",".join([repr(float(v)) for v in x] + [str(c)]) for x, c in zip(self.x, classes, strict=True)
            ]
            path.write_text("a,b,c,class\n" + "\n".join(rows) + "\n")
            result = slt.descend(
                **self.shape,
                data=path,
                weights=self.network.state(),
                method="adam",
                step_size=0.01,
                steps=150,
                batch_size=10,
                batch_order="cyclic",
            )
        self.assertEqual(result.loss, "categorical")
        loss = self.network.train(
            self.x, np.eye(2)[classes], 150, 0.01, batches(37, 10), loss="categorical", method="adam"
        )
        self.compare(result, self.network, loss, digits=1e-7)

    def test_a_run_goes_on_from_its_checkpoint(self):
        with TemporaryDirectory() as folder:
            path = Path(folder) / "weights.safetensors"
            options = {"method": "plain", "step_size": 0.01, "data": (self.x, self.y)}
            slt.descend(**self.shape, **options, weights=self.network.state(), steps=60, save_weights=path)
            result = slt.descend(**self.shape, **options, weights=path, steps=40)
        loss = self.network.train(self.x, self.y, 100, 0.01, all_rows(37))
        self.compare(result, self.network, loss)


class LabelNoise(unittest.TestCase):
    def test_noise_on_given_data(self):
        random = np.random.default_rng(7)
        x = random.normal(size=(4, 6)) / np.sqrt(6)
        y = random.normal(size=4)
        theta, a = random.normal(size=(5, 6)) / 3, np.ones(5) + random.normal(size=5) / 4
        with TemporaryDirectory() as folder:
            path = Path(folder) / "train.npz"
            np.savez(path, inputs=x, targets=y[:, None])
            result = slt.label_noise(
                widths=[6, 5, 1],
                activation={"polynomial": [0, 1, 0, 1]},
                data=path,
                weights={"0.weight": theta, "2.weight": a[None, :]},
                train_output=True,
                noise=0.5,
                step_size=0.01,
                warm_up=50,
                steps=400,
                cool_down=30,
                every=100,
                seed=3,
            )
        source = RandomSource(3)
        for step in range(480):
            i = source.below(4)
            label = y[i] + (0.5 * source.normal() if 50 <= step < 450 else 0)
            z = theta @ x[i]
            values = z + z**3
            factor = 2 * 0.01 * (a @ values - label)
            theta -= np.outer(factor * a * (1 + 3 * z**2), x[i])
            a -= factor * values
        np.testing.assert_allclose(result.features, theta, rtol=1e-9, atol=1e-9)
        np.testing.assert_allclose(result.output_weights, a, rtol=1e-9, atol=1e-9)


if __name__ == "__main__":
    unittest.main()
