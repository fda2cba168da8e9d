"""Trains the network of trained-network.yaml with PyTorch and writes trained-network.safetensors.

    python examples/trained-network.py        # needs torch and safetensors; some seconds

The target is a sum of two cubes. Of four hidden neurons weight decay keeps two; then the stronger one
is split into two equal halves (as when a network is widened to go on training) and training goes on.
Made with torch 2.13.0+cpu and safetensors 0.8.0 on x86-64; other versions may end at other weights.
"""

import pathlib

import torch
from safetensors.torch import save_file


class Cube(torch.nn.Module):
    def forward(self, t):
        return t**3


def network(width):
    return torch.nn.Sequential(
        torch.nn.Linear(3, width, bias=False), Cube(), torch.nn.Linear(width, 1, bias=False))


def train(model, inputs, targets, steps, first_rate, last_rate):
    optimizer = torch.optim.Adam(model.parameters(), lr=first_rate)
    decrease = (last_rate / first_rate) ** (1 / steps)
    schedule = torch.optim.lr_scheduler.ExponentialLR(optimizer, decrease)
    for _ in range(steps):
        optimizer.zero_grad()
        error = ((model(inputs) - targets) ** 2).mean()
        decay = 3e-4 * sum((p**2).sum() for p in model.parameters())
        (error + decay).backward()
        optimizer.step()
        schedule.step()
    return error.item()


def main():
    torch.set_num_threads(1)
    torch.manual_seed(3)
    inputs = torch.randn(256, 3)
    u, v = torch.tensor([1.0, 0.5, -0.5]), torch.tensor([-0.5, 1.0, 0.5])
    targets = ((inputs @ u) ** 3 - (inputs @ v) ** 3)[:, None]

    model = network(4)
    train(model, inputs, targets, 2500, 2e-2, 1e-3)
    rows, output = model[0].weight.detach(), model[2].weight.detach()
    strongest = int((rows.norm(dim=1) ** 3 * output[0].abs()).argmax())
    output[0, strongest] /= 2

    wide = network(5)
    with torch.no_grad():
        wide[0].weight.copy_(torch.cat([rows, rows[[strongest]]]))
        wide[2].weight.copy_(torch.cat([output, output[:, [strongest]]], dim=1))
    print("mean squared error", train(wide, inputs, targets, 1000, 1e-3, 1e-5))
    path = pathlib.Path(__file__).with_suffix(".safetensors")
    save_file({k: v.contiguous() for k, v in wide.state_dict().items()}, path)
    path.chmod(0o644)
    return wide


if __name__ == "__main__":
    main()
