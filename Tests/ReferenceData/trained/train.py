"""Trains the networks of this folder with PyTorch and writes their weights and outputs.

    python train.py          # needs torch, numpy, safetensors; a minute on one core

Every student is wider than its teacher. For each NAME: NAME.safetensors (names of nn.Sequential),
NAME.npz, NAME.npy (the vector of all parameters), the spec NAME.yaml, and NAME.json with the inputs
and PyTorch's outputs. Made with torch 2.13.0+cpu, numpy 2.4.6, safetensors 0.8.0 on x86-64, one
thread; other versions may end at other weights.
"""

import json
import pathlib

import numpy
import torch
from safetensors.torch import save_file

FOLDER = pathlib.Path(__file__).parent


class Polynomial(torch.nn.Module):
    """The sum of coefficients[k] * t**k, in place of an activation function."""

    def __init__(self, coefficients):
        super().__init__()
        self.coefficients = coefficients

    def forward(self, t):
        result = torch.zeros_like(t)
        for c in reversed(self.coefficients):
            result = result * t + c
        return result


def sequential(widths, coefficients, bias):
    layers = []
    for k, (a, b) in enumerate(zip(widths, widths[1:])):
        layers.append(torch.nn.Linear(a, b, bias=bias))
        if k < len(widths) - 2:
            layers.append(Polynomial(coefficients))
    return torch.nn.Sequential(*layers).double()


def normal_inputs(teacher, count):
    return torch.randn(count, teacher[0].in_features, dtype=teacher[0].weight.dtype)


def train(student, teacher, inputs, decay, adam_steps, lbfgs_rounds):
    """Mean squared error on the inputs plus decay * |weights|^2; Adam, then L-BFGS."""
    targets = teacher(inputs).detach()
    parameters = list(student.parameters())

    def objective():
        error = ((student(inputs) - targets) ** 2).mean()
        return error + decay * sum((p**2).sum() for p in parameters)

    def closure():
        optimizer.zero_grad()
        value = objective()
        value.backward()
        return value

    optimizer = torch.optim.Adam(parameters, lr=1e-2)
    for _ in range(adam_steps):
        optimizer.step(closure)
    for _ in range(lbfgs_rounds):
        optimizer = torch.optim.LBFGS(
            parameters, max_iter=300, tolerance_grad=1e-15, tolerance_change=1e-20,
            line_search_fn="strong_wolfe", history_size=30)
        optimizer.step(closure)
    return objective().item()


def save(name, title, network, widths, coefficients, bias, loss):
    state = {k: v.detach().contiguous() for k, v in network.state_dict().items()}
    save_file(state, FOLDER / f"{name}.safetensors", metadata={"format": "pt"})
    numpy.savez(FOLDER / f"{name}.npz", **{k: v.numpy() for k, v in state.items()})
    vector = torch.nn.utils.parameters_to_vector(network.parameters()).detach().numpy()
    numpy.save(FOLDER / f"{name}.npy", vector)
    with open(FOLDER / f"{name}.yaml", "w") as file:
        print(f"name: {title}", file=file)
        print(f"widths: {widths}", file=file)
        degree = len(coefficients) - 1
        kind = {"polynomial": [str(c) for c in coefficients]}
        if coefficients == [0] * degree + [1]:
            kind = {"monomial": degree}
        print(f"activation: {json.dumps(kind)}", file=file)
        print(f"bias: {str(bias).lower()}", file=file)
    generator = torch.Generator().manual_seed(99)
    dtype = next(network.parameters()).dtype
    inputs = torch.randn(20, widths[0], generator=generator, dtype=dtype)
    with torch.no_grad():
        outputs = network(inputs)
    with open(FOLDER / f"{name}.json", "w") as file:
        document = {"objective": loss, "inputs": inputs.tolist(), "outputs": outputs.tolist()}
        json.dump(document, file)
        file.write("\n")
    print(name, "objective", loss)
    for key, value in state.items():
        print(key, value.tolist())


def plateau():
    """(2,5,1), t^3, no decay: L-BFGS ends at a saddle where all five rows are parallel."""
    widths, coefficients = [2, 5, 1], [0, 0, 0, 1]
    torch.manual_seed(3)
    teacher = sequential([2, 2, 1], coefficients, False)
    with torch.no_grad():
        teacher[0].weight.copy_(torch.tensor([[1.0, 0.5], [-0.25, 1.25]]))
        teacher[2].weight.copy_(torch.tensor([[1.5, -1.0]]))
    inputs = normal_inputs(teacher, 200)
    torch.manual_seed(2)
    student = sequential(widths, coefficients, False)
    with torch.no_grad():
        for p in student.parameters():
            p.mul_(0.3)
    loss = train(student, teacher, inputs, 0, 3000, 5)
    save("plateau", "student at a saddle", student, widths, coefficients, False, loss)


def decay():
    """(2,4,3,1), t^2, weight decay: the neurons that a (2,2,2,1) teacher does not need fade away."""
    widths, coefficients = [2, 4, 3, 1], [0, 0, 1]
    torch.manual_seed(7)
    teacher = sequential([2, 2, 2, 1], coefficients, False)
    with torch.no_grad():
        for p in teacher.parameters():
            p.mul_(1.6)
    torch.manual_seed(0)
    student = sequential(widths, coefficients, False)
    loss = train(student, teacher, normal_inputs(teacher, 300), 1e-4, 2000, 6)
    save("decay", "student with weight decay", student, widths, coefficients, False, loss)


def affine():
    """(3,6,2) with biases, t + t^3/4, single precision: neurons 2 and 5 start equal and stay so."""
    widths, coefficients = [3, 6, 2], [0, 1, 0, 0.25]
    torch.manual_seed(100)
    teacher = sequential([3, 3, 2], coefficients, True).float()
    torch.manual_seed(4)
    student = sequential(widths, coefficients, True).float()
    with torch.no_grad():
        student[0].weight[4] = student[0].weight[1]
        student[0].bias[4] = student[0].bias[1]
        student[2].weight[:, 4] = student[2].weight[:, 1]
    loss = train(student, teacher, normal_inputs(teacher, 300), 1e-5, 1500, 0)
    save("affine", "affine student", student, widths, coefficients, True, loss)


if __name__ == "__main__":
    torch.set_num_threads(1)
    plateau()
    decay()
    affine()
    for file in FOLDER.glob("*.safetensors"):
        file.chmod(0o644)
