"""The work of polynomial-benchmark by python-flint: prints term counts and best processor times."""
import random
import time

from flint import Ordering, fmpz_mpoly_ctx, nmod_mpoly_ctx


def best(name, work):
    best_time, start = 1e9, time.process_time()
    while True:
        began = time.process_time()
        count = work()
        best_time = min(best_time, time.process_time() - began)
        if time.process_time() - start > 0.4:
            break
    print(f"{name}: {count} terms, {best_time * 1e6:.1f} us")


def context(names, modulus=None):
    if modulus:
        return nmod_mpoly_ctx.get(names, ordering=Ordering.degrevlex, modulus=modulus)
    return fmpz_mpoly_ctx.get(names, ordering=Ordering.degrevlex)


def fateman(power, name="integers", modulus=None):
    ctx = context(["x", "y", "z", "t"], modulus)
    base = sum(ctx.gens(), ctx.constant(1))
    best(f"power k={power} {name}", lambda: len(base**power))
    f = base**power
    g = f + 1
    best(f"fateman k={power} {name}", lambda: len(f * g))
    best(f"square k={power} {name}", lambda: len(f * f))


def sparse(count):
    ctx = context([f"x{i}" for i in range(1, 22)])
    rng = random.Random(1)

    def polynomial():
        return ctx.from_dict(
            {tuple(rng.randrange(4) // 3 for _ in range(21)): rng.randrange(-99, 100) or 1
             for _ in range(count)})

    f, g = polynomial(), polynomial()
    best(f"sparse 21 variables {count}", lambda: len(f * g))
    best(f"sparse square {count}", lambda: len(f * f))


def powers():
    ctx = context([f"x{i}" for i in range(1, 22)])
    form = sum((i + 1) * x for i, x in enumerate(ctx.gens()))
    best("linear form in 21 variables ^4", lambda: len(form**4))
    best("linear form in 21 variables ^5", lambda: len(form**5))
    dense = form**3
    best("1771 terms squared", lambda: len(dense * dense))


def network(widths, degree):
    names = [f"w{l}_{i}_{j}" for l in range(1, len(widths))
             for i in range(1, widths[l] + 1) for j in range(1, widths[l - 1] + 1)]
    ctx = context(names + [f"x{i}" for i in range(1, widths[0] + 1)])
    variables = dict(zip(names + [f"x{i}" for i in range(1, widths[0] + 1)], ctx.gens()))

    def work():
        values = [variables[f"x{i}"] for i in range(1, widths[0] + 1)]
        for layer in range(1, len(widths)):
            outputs = []
            for i in range(1, widths[layer] + 1):
                s = ctx.constant(0)
                for j, v in enumerate(values):
                    s = s + variables[f"w{layer}_{i}_{j + 1}"] * v
                outputs.append(s if layer == len(widths) - 1 else s**degree)
            values = outputs
        return sum(len(v) for v in values)

    best(f"network {widths} r={degree}", work)


def division():
    ctx = context(["x", "y", "z", "t"])
    f = sum(ctx.gens(), ctx.constant(1)) ** 8
    product = f * (f + 1)
    best("exact division k=8", lambda: len(product // f))


fateman(8)
fateman(12)
fateman(12, "mod p", 2147483647)
fateman(20)
sparse(1000)
sparse(3000)
powers()
network([3, 3, 3, 1], 2)
network([2, 3, 2, 1], 3)
network([3, 3, 3, 1], 3)
network([2, 2, 2, 2, 1], 3)
network([3, 4, 3, 2], 3)
division()
