"""Full-batch gradient steps per processor second in JAX and PyTorch: peers of training-benchmark.

    python peers/training.py        # needs jax, torch; devinterp for the sampler

One core, double precision, random data, the smallest of three rounds.
"""

import os
import time

os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false intra_op_parallelism_threads=1"
os.sched_setaffinity(0, {sorted(os.sched_getaffinity(0))[0]})

import jax
import jax.numpy as jnp
import numpy as np
import torch

jax.config.update("jax_enable_x64", True)
torch.set_default_dtype(torch.float64)
torch.set_num_threads(1)


def best(function, steps, rounds=3):
    function()
    times = []
    for _ in range(rounds):
        start = time.process_time()
        function()
        times.append(time.process_time() - start)
    return round(steps / min(times))


def data_and_weights(widths, samples):
    rng = np.random.default_rng(1)
    X, Y = rng.standard_normal((samples, widths[0])), rng.standard_normal((samples, 1))
    W = [0.3 * rng.standard_normal((b, a)) / a**0.5 for a, b in zip(widths, widths[1:])]
    return f"{tuple(widths)} {samples} samples:", X, Y, W


def forward(ws, x):
    for w in ws[:-1]:
        x = (x @ w.T) ** 3
    return x @ ws[-1].T


def jax_steps(widths, samples):
    label, X, Y, W = data_and_weights(widths, samples)
    x, y = jnp.array(X), jnp.array(Y)
    gradient = jax.grad(lambda ws: ((forward(ws, x) - y) ** 2).mean())

    @jax.jit
    def thousand(ws):
        step = lambda ws, _: ([w - 1e-4 * g for w, g in zip(ws, gradient(ws))], None)
        return jax.lax.scan(step, ws, None, length=1000)[0]

    start = [jnp.array(w) for w in W]
    print(label, "jax scan", best(lambda: jax.block_until_ready(thousand(start)), 1000, 10), flush=True)


def torch_steps(widths, samples, compiled):
    label, X, Y, W = data_and_weights(widths, samples)
    tx, ty = torch.tensor(X), torch.tensor(Y)
    parameters = [torch.tensor(w, requires_grad=True) for w in W]
    value = lambda ws: ((forward(ws, tx) - ty) ** 2).mean()
    function = torch.compile(value) if compiled else value

    def steps(count=200):
        for _ in range(count):
            gradients = torch.autograd.grad(function(parameters), parameters)
            with torch.no_grad():
                for p, g in zip(parameters, gradients):
                    p -= 1e-4 * g

    print(label, "torch compiled" if compiled else "torch eager", best(steps, 200), flush=True)


def devinterp_draws(widths, samples, draws=300):
    # The sampler of version 2 expects tokens; its optimizer takes any model.
    from devinterp.optim.sgld import SGLD

    rng = np.random.default_rng(1)
    layers = [torch.nn.Linear(a, b, bias=False) for a, b in zip(widths, widths[1:])]
    x = torch.tensor(rng.standard_normal((samples, widths[0])))
    y = torch.tensor(rng.standard_normal((samples, 1)))
    parameters = [p for layer in layers for p in layer.parameters()]
    optimizer = SGLD(parameters, lr=1e-6, nbeta=100.0, localization=1.0)

    def go():
        for _ in range(draws):
            h = x
            for layer in layers[:-1]:
                h = layer(h) ** 3
            optimizer.zero_grad()
            torch.nn.functional.mse_loss(layers[-1](h), y).backward()
            optimizer.step()

    print(f"{tuple(widths)} {samples} samples: devinterp SGLD optimizer", best(go, draws), flush=True)


networks = ([2, 3, 1], 64), ([8, 16, 16, 1], 256)
for network in networks:
    jax_steps(*network)
for network in networks:
    torch_steps(*network, compiled=False)
for network in networks:
    try:
        devinterp_draws(*network)
    except ImportError as error:
        print("devinterp:", error)
for network in networks:
    torch_steps(*network, compiled=True)
