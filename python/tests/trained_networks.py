"""Small networks trained in NumPy on the data sets of scikit-learn, and their Jacobians on the data."""

from dataclasses import dataclass

import numpy as np

ACTIVATIONS = {
    "tanh": (np.tanh, lambda z: 1 - np.tanh(z) ** 2),
    "relu": (lambda z: np.maximum(z, 0), lambda z: (z > 0) * 1.0),
    "sigmoid": (lambda z: 1 / (1 + np.exp(-z)), lambda z: np.exp(-z) / (1 + np.exp(-z)) ** 2),
    "monomial:2": (np.square, lambda z: 2 * z),
    "monomial:3": (lambda z: z**3, lambda z: 3 * z**2),
}


@dataclass
class TrainedNetwork:
    """One hidden layer with biases, and the inputs it was trained on."""

    activation: str
    weights: list[np.ndarray]
    inputs: np.ndarray

    @property
    def widths(self):
        first, _, last, _ = self.weights
        return [first.shape[1], *first.shape[:1], len(last)]

    def state(self):
        names = ["0.weight", "0.bias", "2.weight", "2.bias"]
        return dict(zip(names, self.weights, strict=True))

    def jacobian(self):
        """A row for each input and output, over the root of the number of inputs."""
        value, slope = ACTIVATIONS[self.activation]
        first, bias, last, _ = self.weights
        z = self.inputs @ first.T + bias
        count, hidden = z.shape
        blocks = []
        for k in range(len(last)):
            inner = last[k] * slope(z)
            outer = np.zeros((count, len(last), hidden + 1))
            outer[:, k, :hidden], outer[:, k, hidden] = value(z), 1
            rows = (inner[:, :, None] * self.inputs[:, None, :]).reshape(count, -1)
            blocks.append(np.hstack([rows, inner, outer.reshape(count, -1)]))
        return np.vstack(blocks) / np.sqrt(count)


def data_sets():
    """Inputs, standardized, and targets: values, or one-hot classes."""
    # Here, so that those who only need Jacobians do not wait for it.
    from sklearn.datasets import load_breast_cancer, load_diabetes, load_digits

    result = []
    for load in (load_digits, load_diabetes, load_breast_cancer):
        inputs, targets = load(return_X_y=True)
        inputs = (inputs - inputs.mean(axis=0)) / (inputs.std(axis=0) + 1e-9)
        if load is load_diabetes:
            result.append((inputs, ((targets - targets.mean()) / targets.std())[:, None]))
        else:
            result.append((inputs, np.eye(int(targets.max()) + 1)[targets]))
    return result


def trained_networks(count, seed=5, steps=800):
    """Networks of all activations in turn, trained with Adam and a decoupled decay that shrinks neurons."""
    random = np.random.default_rng(seed)
    sets = data_sets()
    for number in range(count):
        inputs, targets = sets[number % 3]
        rows = random.permutation(len(inputs))[: random.integers(60, 200)]
        inputs, targets = inputs[rows], targets[rows]
        activation = list(ACTIVATIONS)[number % 5]
        width, hidden, outputs = inputs.shape[1], int(random.integers(4, 20)), targets.shape[1]
        weights = [
            0.7 * random.normal(size=(hidden, width)) / np.sqrt(width),
            0.1 * random.normal(size=hidden),
            random.normal(size=(outputs, hidden)) / np.sqrt(hidden),
            np.zeros(outputs),
        ]
        train(weights, activation, inputs, targets, steps)
        yield TrainedNetwork(activation, weights, inputs)


def train(weights, activation, inputs, targets, steps, rate=0.02, decay=0.05):
    """Adam on half the mean squared error, in place."""
    value, slope = ACTIVATIONS[activation]
    first, bias, last, offset = weights
    means, squares = [np.zeros_like(w) for w in weights], [np.zeros_like(w) for w in weights]
    for step in range(1, steps):
        z = inputs @ first.T + bias
        hidden = value(z)
        error = (hidden @ last.T + offset - targets) / len(inputs)
        back = (error @ last) * slope(z)
        gradients = [back.T @ inputs, back.sum(axis=0), error.T @ hidden, error.sum(axis=0)]
        for weight, gradient, mean, square in zip(weights, gradients, means, squares, strict=True):
            mean += 0.1 * (gradient - mean)
            square += 0.001 * (gradient**2 - square)
            step_size = mean / (1 - 0.9**step) / (np.sqrt(square / (1 - 0.999**step)) + 1e-8)
            weight -= rate * step_size + rate * decay * weight
