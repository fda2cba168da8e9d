"""Generic ranks of 300 random small models, 200 with layers of all kinds and 100 dense networks on data;
writes layer_ranks.json.

The forward pass is written here from the definitions of the layers, on dual numbers with one slot for each
parameter, modulo the prime 2^61 - 1. Rows for random inputs are stacked at random parameters until three inputs
in a row add nothing (on data: for the listed inputs), and the rank is found by elimination. A second prime and
other parameters must give the same rank. Nothing of this package is used. Fixed seed.

A rank modulo p at random parameters is at most the generic rank and smaller with probability about degree / p.

Usage: python3 generate_layer_ranks.py > layer_ranks.json
"""

import itertools
import json
import random
from fractions import Fraction

PRIMES = [2**61 - 1, 2**61 - 31]
MAXIMUM_PARAMETERS = 36
MAXIMUM_DEGREE = 40


class Dual:
    """A number modulo p with its derivatives by the parameters; no list stands for zeros."""

    __slots__ = ("value", "slopes", "p")

    def __init__(self, value, slopes, p):
        self.value, self.slopes, self.p = value % p, slopes, p

    def __add__(self, other):
        p = self.p
        if self.slopes is None or other.slopes is None:
            slopes = other.slopes if self.slopes is None else self.slopes
        else:
            slopes = [(a + b) % p for a, b in zip(self.slopes, other.slopes)]
        return Dual(self.value + other.value, slopes, p)

    def __mul__(self, other):
        p, u, v = self.p, self.value, other.value
        if self.slopes is None and other.slopes is None:
            slopes = None
        elif self.slopes is None:
            slopes = [u * b % p for b in other.slopes]
        elif other.slopes is None:
            slopes = [v * a % p for a in self.slopes]
        else:
            slopes = [(v * a + u * b) % p for a, b in zip(self.slopes, other.slopes)]
        return Dual(u * v, slopes, p)

    def inverse(self):
        p = self.p
        inverse = pow(self.value, -1, p)
        factor = -inverse * inverse % p
        slopes = None if self.slopes is None else [factor * a % p for a in self.slopes]
        return Dual(inverse, slopes, p)


class Network:
    """What one pass through the layers needs: the field, and parameters handed out in order."""

    def __init__(self, p, rng):
        self.p, self.rng = p, rng
        self.values = []

    def constant(self, number):
        number = Fraction(number)
        return Dual(number.numerator * pow(number.denominator, -1, self.p), None, self.p)


class Pass:
    """One pass; parameters are drawn when first asked for, the same in every pass."""

    def __init__(self, network, count):
        self.network, self.count = network, count
        self.position = 0
        self.layers = []  # those with parameters, tied ones too, with what a tied layer takes from them

    def parameter(self):
        values = self.network.values
        if self.position == len(values):
            values.append(self.network.rng.randrange(self.network.p))
        slopes = None
        if self.count is not None:
            slopes = [0] * self.count
            slopes[self.position] = 1
        dual = Dual(values[self.position], slopes, self.network.p)
        self.position += 1
        return dual

    def parameters(self, count):
        return [self.parameter() for _ in range(count)]

    def total(self, terms):
        terms = iter(terms)
        result = next(terms, None)
        if result is None:
            return self.network.constant(0)
        for term in terms:
            result = result + term
        return result

    def polynomial(self, coefficients, t):
        result = self.network.constant(0)
        for coefficient in reversed(coefficients):
            result = result * t + coefficient
        return result


def hermite(degree):
    before, now = [1], [0, 1]
    for n in range(1, degree):
        after = [0] + now
        for k, c in enumerate(before):
            after[k] -= n * c
        before, now = now, after
    return now


# Values between layers: a dictionary from (channel, position) with position a tuple; `kind` is vector (channels
# alone), line, rectangle or tokens, `extents` the lengths of the positions.
class Values:
    def __init__(self, kind, channels, extents, entries):
        self.kind, self.channels, self.extents, self.entries = kind, channels, extents, entries

    def positions(self):
        return itertools.product(*(range(e) for e in self.extents))

    def flat(self):
        """The order in which a dense layer takes them: tokens token by token, others channel by channel."""
        if self.kind == "tokens":
            return [self.entries[c, q] for q in self.positions() for c in range(self.channels)]
        return [self.entries[c, q] for c in range(self.channels) for q in self.positions()]


def dense(run, x, settings):
    if isinstance(settings, int):
        settings = {"outputs": settings}
    outputs, tied = settings["outputs"], settings.get("tied")
    columns = x.channels if x.kind == "tokens" else len(x.entries)
    own = tied is None
    rows, biases = [], []
    for _ in range(outputs):
        if own:
            rows.append(run.parameters(columns))
        if settings.get("bias"):
            biases.append(run.parameter())
    if own:
        run.layers.append(rows)
    else:
        source = run.layers[tied - 1]
        rows = [list(r) for r in zip(*source)] if settings.get("transposed") else source
        assert len(rows) == outputs and all(len(r) == columns for r in rows)
        run.layers.append(None)

    def image(vector):
        result = [run.total(w * v for w, v in zip(row, vector)) for row in rows]
        return [r + b for r, b in zip(result, biases)] if biases else result

    if x.kind == "tokens":
        entries = {}
        for q in x.positions():
            for c, v in enumerate(image([x.entries[c, q] for c in range(x.channels)])):
                entries[c, q] = v
        return Values("tokens", outputs, x.extents, entries)
    return Values("vector", outputs, (), {(c, ()): v for c, v in enumerate(image(x.flat()))})


def convolution(run, x, settings):
    if x.kind == "vector":  # a line with one channel
        x = Values("line", 1, (x.channels,), {(0, (c,)): x.entries[c, ()] for c in range(x.channels)})
    kernel = settings["kernel"]
    dimensions = len(x.extents)
    kernel = [kernel] * dimensions if isinstance(kernel, int) else kernel * (dimensions // len(kernel))
    stride, padding = settings.get("stride", 1), settings.get("padding", "valid")
    channels = settings.get("channels", 1)
    places = list(itertools.product(*(range(k) for k in kernel)))
    if "tied" in settings:
        kernels, biases = run.layers[settings["tied"] - 1]
        run.layers.append(None)
    else:
        kernels, biases = {}, []
        for c in range(channels):
            for d in range(x.channels):
                for place in places:
                    kernels[c, d, place] = run.parameter()
            biases.append(run.parameter() if settings.get("bias") else None)
        run.layers.append((kernels, biases))
    lengths, before = [], []
    for extent, k in zip(x.extents, kernel):
        # valid: the whole kernel fits. same and circular: every stride-th place has an output.
        length = len(range(0, extent - k + 1 if padding == "valid" else extent, stride))
        lengths.append(length)
        missing = max(0, (length - 1) * stride + k - extent)
        before.append(missing // 2 if padding == "same" else 0)
    entries = {}
    for c in range(channels):
        for q in itertools.product(*(range(n) for n in lengths)):
            terms = [] if biases[c] is None else [biases[c]]
            for d in range(x.channels):
                for place in places:
                    at = tuple(i * stride + j - b for i, j, b in zip(q, place, before))
                    if padding == "circular":
                        at = tuple(i % n for i, n in zip(at, x.extents))
                    if (d, at) in x.entries:
                        terms.append(kernels[c, d, place] * x.entries[d, at])
            entries[c, q] = run.total(terms)
    return Values(x.kind, channels, tuple(lengths), entries)


def pool(run, x, settings):
    window = settings["mean"]
    vector = x.kind == "vector"
    if vector:
        x = Values("line", 1, (x.channels,), {(0, (c,)): x.entries[c, ()] for c in range(x.channels)})
    extents = tuple(e // window for e in x.extents)
    share = run.network.constant(Fraction(1, window ** len(extents)))
    entries = {}
    for c in range(x.channels):
        for q in itertools.product(*(range(e) for e in extents)):
            inside = itertools.product(*(range(i * window, (i + 1) * window) for i in q))
            entries[c, q] = share * run.total(x.entries[c, at] for at in inside)
    if vector:
        return Values("vector", extents[0], (), {(i, ()): entries[0, (i,)] for i in range(extents[0])})
    return Values(x.kind, x.channels, extents, entries)


def product(run, x, factors):
    channels = x.channels // factors
    entries = {}
    for c in range(channels):
        for q in x.positions():
            value = x.entries[c, q]
            for k in range(1, factors):
                value = value * x.entries[k * channels + c, q]
            entries[c, q] = value
    return Values(x.kind, channels, x.extents, entries)


def attention(run, x, settings):
    key, width = settings["key"], settings["value"]
    tokens, features = range(x.extents[0]), range(x.channels)
    entries = {}
    run.layers.append(None)
    for head in range(settings.get("heads", 1)):
        matrices = [[run.parameters(columns) for _ in features] for columns in (key, key, width)]
        q, k, v = (
            [[run.total(x.entries[i, (t,)] * m[i][j] for i in features) for j in range(len(m[0]))] for t in tokens]
            for m in matrices
        )
        for t in tokens:
            scores = [run.total(q[t][a] * k[s][a] for a in range(key)) for s in tokens]
            for j in range(width):
                entries[head * width + j, (t,)] = run.total(scores[s] * v[s][j] for s in tokens)
    return Values("tokens", settings.get("heads", 1) * width, x.extents, entries)


def activation(run, x, settings):
    ((kind, value),) = settings.items()
    constants = lambda numbers: [run.network.constant(n) for n in numbers]
    if kind == "polynomial" and isinstance(value, dict):
        count = value["degree"] + 1
        polynomials = [run.parameters(count) for _ in range(x.channels if value["trainable"] == "neuron" else 1)]
        run.layers.append(None)
        apply = lambda c, t: run.polynomial(polynomials[c % len(polynomials)], t)
    elif kind == "rational":
        above, below = constants(value["numerator"]), constants(value["denominator"])
        apply = lambda c, t: run.polynomial(above, t) * run.polynomial(below, t).inverse()
    else:
        listed = {"monomial": lambda: [0] * value + [1], "hermite": lambda: hermite(value), "polynomial": lambda: value}
        coefficients = constants(listed[kind]())
        apply = lambda c, t: run.polynomial(coefficients, t)
    return Values(x.kind, x.channels, x.extents, {(c, q): apply(c, t) for (c, q), t in x.entries.items()})


def residual(run, x, inside):
    y = forward(run, x, inside)
    assert (y.kind, y.channels, y.extents) == (x.kind, x.channels, x.extents)
    return Values(x.kind, x.channels, x.extents, {at: v + y.entries[at] for at, v in x.entries.items()})


KINDS = {
    "dense": dense, "convolution": convolution, "pool": pool, "product": product, "attention": attention,
    "activation": activation, "residual": residual,
}


def forward(run, x, layers):
    for layer in layers:
        ((kind, settings),) = layer.items()
        x = KINDS[kind](run, x, settings)
    return x


def arranged(inputs):
    """Kind, channels and extents of the inputs of a spec."""
    if isinstance(inputs, int):
        return "vector", inputs, ()
    if "tokens" in inputs:
        return "tokens", inputs["features"], (inputs["tokens"],)
    if "length" in inputs:
        return "line", inputs.get("channels", 1), (inputs["length"],)
    return "rectangle", inputs.get("channels", 1), (inputs["height"], inputs["width"])


def as_layers(spec):
    """Inputs and layers of a spec with widths."""
    activations = spec.get("activation")
    layers = []
    for index, width in enumerate(spec["widths"][1:]):
        if index:
            layers.append({"activation": activations})
        layers.append({"dense": {"outputs": width, "bias": spec.get("bias", False)}})
    return spec["widths"][0], layers


def parameter_count(inputs, layers):
    network = Network(PRIMES[0], random.Random(5))
    run = Pass(network, None)
    evaluate(run, inputs, layers, None)
    return run.position


def evaluate(run, inputs, layers, numbers):
    kind, channels, extents = arranged(inputs)
    x = Values(kind, channels, extents, {})
    places = [(c, q) for c in range(channels) for q in x.positions()]
    for index, place in enumerate(places):
        number = run.network.rng.randrange(run.network.p) if numbers is None else numbers[index]
        x.entries[place] = run.network.constant(number)
    return forward(run, x, layers)


class Echelon:
    def __init__(self, p):
        self.p, self.rows = p, {}

    def add(self, row):
        """Whether the row is independent of those before."""
        p = self.p
        row = list(row)
        for pivot in range(len(row)):
            if row[pivot] == 0:
                continue
            if pivot in self.rows:
                factor = row[pivot]
                row = [(a - factor * b) % p for a, b in zip(row, self.rows[pivot])]
            else:
                inverse = pow(row[pivot], -1, p)
                self.rows[pivot] = [a * inverse % p for a in row]
                return True
        return False


def rank(spec, p, seed):
    inputs, layers = as_layers(spec) if "widths" in spec else (spec["inputs"], spec["layers"])
    count = parameter_count(inputs, layers)
    network = Network(p, random.Random(seed))
    network.values = [network.rng.randrange(p) for _ in range(count)]
    echelon = Echelon(p)
    zeros = [0] * count

    def add(numbers):
        run = Pass(network, count)
        rows = [v.slopes or zeros for v in evaluate(run, inputs, layers, numbers).flat()]
        if spec.get("data", {}).get("loss") == "categorical":
            rows = [[(a - b) % p for a, b in zip(row, rows[0])] for row in rows[1:]]
        return any([echelon.add(row) for row in rows])

    if "data" in spec:
        for numbers in spec["data"]["inputs"]:
            add(numbers)
    else:
        idle = 0
        while idle < 3 and len(echelon.rows) < count:
            idle = 0 if add(None) else idle + 1
    return count, len(echelon.rows)


# Random models.

def random_activation(rng, budget):
    """An activation and its degree."""
    kind = rng.choice(["monomial", "monomial", "polynomial", "hermite", "rational", "layer", "neuron"])
    degree = rng.randint(2, max(2, min(4, budget)))
    if kind in ("monomial", "hermite"):
        return {kind: degree}, degree
    if kind == "polynomial":
        coefficients = [rng.choice([0, 0, 1, -1, 2, "1/2"]) for _ in range(degree)] + [rng.choice([1, -2, "1/3"])]
        return {kind: coefficients}, degree
    if kind == "rational":
        fractions = [([1], [0, 1]), ([1], [1, 0, 1]), ([0, 1], [1, 1]), ([1, 1], [1, 2, 1]), ([1, 0, 2], [0, 3, 1]),
                     ([0, 0, 1], [0, 1]), (["1/2", 1], [1, 2])]
        above, below = rng.choice(fractions)
        return {kind: {"numerator": above, "denominator": below}}, 3
    degree = rng.randint(1, degree)
    return {"polynomial": {"degree": degree, "trainable": kind}}, degree


class Draft:
    """A list of layers with the shape behind it; layers with parameters are numbered."""

    def __init__(self, rng, shape):
        self.rng, self.shape, self.degree, self.sources = rng, shape, 1, []

    def layer(self, depth):
        rng = self.rng
        kind, channels, extents = self.shape
        size = channels
        for e in extents:
            size *= e
        choices = ["dense", "dense", "activation", "activation", "activation", "product", "residual", "tied"]
        if kind in ("vector", "line", "rectangle"):
            choices += ["convolution"] * (1 if kind == "vector" else 4)
        if kind == "tokens":
            choices += ["attention"] * 4
        choices += ["pool"]
        choice = rng.choice(choices)
        budget = MAXIMUM_DEGREE // self.degree
        if choice == "activation" and budget >= 2:
            value, degree = random_activation(rng, budget)
            self.degree *= degree
            if isinstance(value.get("polynomial"), dict):
                self.sources.append(None)
            return {"activation": value}
        if choice == "dense":
            outputs = rng.randint(1, 4)
            columns = channels if kind == "tokens" else size
            self.shape = ("tokens", outputs, extents) if kind == "tokens" else ("vector", outputs, ())
            self.sources.append(("dense", outputs, columns))
            return {"dense": outputs if rng.random() < 0.6 else {"outputs": outputs, "bias": True}}
        if choice == "tied":
            columns = channels if kind == "tokens" else size
            found = []
            for number, source in enumerate(self.sources, 1):
                if source and source[0] == "dense":
                    if source[2] == columns:
                        found.append((number, source[1], False))
                    if source[1] == columns:
                        found.append((number, source[2], True))
                if source and source[0] == "convolution" and source[1:3] == (kind, channels):
                    if all(k <= e for k, e in zip(source[4], extents)):
                        found.append((number, source, None))
            if not found:
                return None
            number, what, transposed = rng.choice(found)
            if transposed is None:
                return self.convolution(dict(source_settings(what), tied=number))
            value = {"outputs": what, "tied": number}
            if transposed:
                value["transposed"] = True
            if rng.random() < 0.3:
                value["bias"] = True
            self.sources.append(None)
            self.shape = ("tokens", what, extents) if kind == "tokens" else ("vector", what, ())
            return {"dense": value}
        if choice == "convolution":
            lengths = (channels,) if kind == "vector" else extents
            kernel = [rng.randint(1, min(3, e)) for e in lengths]
            settings = {"kernel": kernel[0] if len(kernel) == 1 else kernel}
            if len(kernel) == 2 and rng.random() < 0.4:
                settings["kernel"] = min(kernel)
            if rng.random() < 0.6:
                settings["channels"] = rng.randint(1, 3)
            if rng.random() < 0.4:
                settings["stride"] = rng.randint(1, 3)
            if rng.random() < 0.7:
                settings["padding"] = rng.choice(["valid", "same", "circular"])
            if rng.random() < 0.25:
                settings["bias"] = True
            return self.convolution(settings)
        if choice == "product":
            factors = [f for f in (2, 3) if channels % f == 0 and f <= budget]
            if not factors:
                return None
            factor = rng.choice(factors)
            self.shape = (kind, channels // factor, extents)
            self.degree *= factor
            return {"product": factor}
        if choice == "pool":
            lengths = (channels,) if kind == "vector" else extents
            windows = [w for w in (1, 2, 3) if all(e % w == 0 for e in lengths)]
            window = rng.choice(windows)
            divided = tuple(e // window for e in lengths)
            self.shape = ("vector", divided[0], ()) if kind == "vector" else (kind, channels, divided)
            return {"pool": {"mean": window}} if window > 1 or rng.random() < 0.2 else None
        if choice == "attention" and budget >= 3:
            heads, key, value = rng.choice([1, 1, 2]), rng.randint(1, 2), rng.randint(1, 2)
            self.shape = (kind, heads * value, extents)
            self.degree *= 3
            self.sources.append(None)
            settings = {"kind": "linear", "key": key, "value": value}
            if heads > 1:
                settings["heads"] = heads
            return {"attention": settings}
        if choice == "residual" and depth == 0:
            before = self.shape
            # Layers inside must end in the shape that they begin with.
            for _ in range(20):
                draft = Draft(rng, before)
                draft.degree, draft.sources = self.degree, list(self.sources)
                inside = [l for l in (draft.layer(1) for _ in range(rng.randint(1, 3))) if l]
                if inside and draft.shape == before:
                    self.degree, self.sources = draft.degree, draft.sources
                    return {"residual": inside}
        return None

    def convolution(self, settings):
        kind, channels, extents = self.shape
        if kind == "vector":
            kind, channels, extents = "line", 1, (channels,)
        kernel = settings["kernel"]
        kernel = (kernel,) * len(extents) if isinstance(kernel, int) else tuple(kernel)
        stride = settings.get("stride", 1)
        if settings.get("padding", "valid") == "valid":
            lengths = tuple((e - k) // stride + 1 for e, k in zip(extents, kernel))
        else:
            lengths = tuple(-(-e // stride) for e in extents)
        outputs = settings.get("channels", 1)
        is_source = "tied" not in settings and not settings.get("bias")
        self.sources.append(("convolution", kind, channels, outputs, kernel) if is_source else None)
        self.shape = (kind, outputs, lengths)
        return {"convolution": settings}


def source_settings(source):
    _, kind, _, outputs, kernel = source
    settings = {"kernel": list(kernel) if len(kernel) > 1 else kernel[0], "channels": outputs}
    return settings


def random_layers(rng):
    inputs = rng.choice([
        lambda: rng.randint(1, 4),
        lambda: {"length": rng.randint(2, 6), "channels": rng.randint(1, 2)},
        lambda: {"height": rng.randint(2, 4), "width": rng.randint(2, 4), "channels": rng.randint(1, 2)},
        lambda: {"tokens": rng.randint(1, 3), "features": rng.randint(1, 3)},
    ])()
    draft = Draft(rng, arranged(inputs))
    layers = [l for l in (draft.layer(0) for _ in range(rng.randint(2, 6))) if l]
    return {"inputs": inputs, "layers": layers}, draft


def random_data(rng):
    widths = [rng.randint(1, 4) for _ in range(rng.randint(3, 4))]
    if rng.random() < 0.4:
        widths[-1] = rng.randint(2, 4)
    kind = rng.choice(["monomial", "monomial", "polynomial", "hermite"])
    degree = rng.randint(2, 4)
    value = [rng.choice([0, 1, -1, "1/2"]) for _ in range(degree)] + [1] if kind == "polynomial" else degree
    spec = {"widths": widths, "activation": {kind: value}}
    if rng.random() < 0.4:
        spec["bias"] = True
    d = widths[0]
    points = [[rng.randint(-3, 3) for _ in range(d)] for _ in range(rng.randint(1, 12))]
    if rng.random() < 0.3:
        points += [rng.choice(points) for _ in range(2)]  # twice the same
    if rng.random() < 0.3:
        points += [[-c for c in points[0]], [2 * c for c in points[0]], [0] * d]
    if rng.random() < 0.2:
        points = [[point[0]] + [point[0]] * (d - 1) for point in points]  # on a line
    spec["data"] = {"inputs": points}
    if widths[-1] > 1 and rng.random() < 0.5:
        spec["data"]["loss"] = "categorical"
    return spec


def main():
    rng = random.Random(20261201)
    seen, models = set(), []

    def record(spec):
        text = json.dumps(spec)
        if text in seen:
            return False
        inputs, layers = as_layers(spec) if "widths" in spec else (spec["inputs"], spec["layers"])
        count = parameter_count(inputs, layers)
        if not 1 <= count <= MAXIMUM_PARAMETERS:
            return False
        results = [rank(spec, p, seed) for seed, p in enumerate(PRIMES)]
        assert results[0] == results[1], spec
        seen.add(text)
        models.append({"spec": spec, "parameters": count, "rank": results[0][1]})
        return True

    while len(models) < 200:
        spec, draft = random_layers(rng)
        if spec["layers"]:
            record(spec)
    while len(models) < 300:
        record(random_data(rng))
    print("[" + ",\n".join(json.dumps(model) for model in models) + "]")


if __name__ == "__main__":
    main()
