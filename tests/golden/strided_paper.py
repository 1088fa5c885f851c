"""Writes files/k_strided_paper_k2.json: the paper's code (docs/paper.md) in float64, written without a look at the engine.

    python3 tests/golden/strided_paper.py

It says what the paper's code says: convolutions with biases, the loss a sum over a task's drawings divided by the shots,
alpha 0.4, batch norm's shifts no part of what a task moves. The engine takes the loss's mean over the drawings, so
that its alpha is WAYS times as large, and its losses and gradients are as much smaller. Needs PyTorch 2.
"""
import json
import pathlib

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
WAYS, SHOTS, FILTERS, TASKS, STEPS, ALPHA = 5, 1, 8, 2, 2, 0.4
IMAGES = WAYS * SHOTS


def start():
    weights = {}
    for block in range(4):
        into = FILTERS if block else 1
        limit = (6 / (9 * into + 9 * FILTERS)) ** 0.5
        weights[f"conv{block + 1}/kernel"] = torch.empty(3, 3, into, FILTERS).uniform_(-limit, limit)
        weights[f"conv{block + 1}/bias"] = 0.1 * torch.randn(FILTERS)
        weights[f"bn{block + 1}/beta"] = 0.3 * torch.randn(FILTERS)
    weights["linear/kernel"] = torch.randn(FILTERS, WAYS)
    weights["linear/bias"] = 0.1 * torch.randn(WAYS)
    return {name: weight.round(decimals=5) for name, weight in weights.items()}


def forward(weights, images):
    x = images.permute(0, 3, 1, 2)
    for block in range(1, 5):
        missing = (x.shape[-1] + 1) // 2 * 2 + 1 - x.shape[-1]  # TensorFlow's SAME, stride 2
        x = F.pad(x, (missing // 2, missing - missing // 2) * 2)
        x = F.conv2d(x, weights[f"conv{block}/kernel"].permute(3, 2, 0, 1), weights[f"conv{block}/bias"], stride=2)
        mean, variance = x.mean((0, 2, 3), keepdim=True), x.var((0, 2, 3), keepdim=True, unbiased=False)
        x = F.relu((x - mean) / (variance + 1e-3).sqrt() + weights[f"bn{block}/beta"].reshape(-1, 1, 1))
    return x.mean((2, 3)) @ weights["linear/kernel"] + weights["linear/bias"]


def xent(logits, labels):
    return F.cross_entropy(logits, labels, reduction="sum") / SHOTS


def adapt(weights, images, labels, second_order):
    """The weights after 0, 1, ..., STEPS steps."""
    path = [weights]
    for _ in range(STEPS):
        fast = path[-1]
        moved = [name for name in fast if not name.startswith("bn")]
        gradients = torch.autograd.grad(
            xent(forward(fast, images), labels), [fast[name] for name in moved], create_graph=second_order
        )
        path.append({**fast, **{name: fast[name] - ALPHA * g for name, g in zip(moved, gradients)}})
    return path


def check(theta, pictures, labels, gradients):
    """The exact meta-gradient against central differences along random directions."""

    def meta_loss(weights):
        return sum(
            xent(forward(adapt(weights, *support, second_order=False)[-1], query), labels)
            for support, query in (((pictures[0, task], labels), pictures[1, task]) for task in range(TASKS))
        ).item() / TASKS / WAYS

    h = 3e-9  # longer ones cross a ReLU's kink, where an inner gradient jumps
    for _ in range(3):
        direction = {name: torch.randn_like(weight) for name, weight in theta.items()}
        ends = [
            {name: (weight + step * direction[name]).detach().requires_grad_() for name, weight in theta.items()}
            for step in (h, -h)
        ]
        measured = (meta_loss(ends[0]) - meta_loss(ends[1])) / (2 * h)
        slope = sum((g * d).sum().item() for g, d in zip(gradients, direction.values()))
        assert abs(measured - slope) < 1e-5 * max(1, abs(slope)), (measured, slope)


def plain(tensor):
    values = tensor.detach().flatten().tolist()
    return {"shape": list(tensor.shape), "data": [float(f"{value:.12g}") for value in values]}


def main():
    torch.manual_seed(1)
    theta = {name: weight.requires_grad_() for name, weight in start().items()}
    pictures = torch.rand(2, TASKS, IMAGES, 28, 28, 1).round(decimals=3)
    labels = torch.arange(WAYS).repeat_interleave(SHOTS)
    gradients, losses, hits, fast = {}, [[], []], [], None
    for order in ("fomaml", "exact"):
        total = 0
        for task in range(TASKS):
            support, query = pictures[:, task]
            path = adapt(theta, support, labels, second_order=order == "exact")
            total = total + xent(forward(path[-1], query), labels) / TASKS
            if order == "exact":
                for rows, images in zip(losses, (support, query)):
                    rows.append([xent(forward(weights, images), labels).item() / WAYS for weights in path])
                answers = [forward(weights, query).argmax(1) for weights in path]
                hits.append([(answer == labels).double().mean().item() for answer in answers])
                fast = fast or path[-1]
        gradients[order] = torch.autograd.grad(total / WAYS, list(theta.values()))
    check(theta, pictures, labels, gradients["exact"])
    named = {order: {name: plain(g) for name, g in zip(theta, found)} for order, found in gradients.items()}
    classes = {"shape": [TASKS, IMAGES], "data": labels.repeat(TASKS).tolist()}
    golden = {
        "case": "k_strided_paper_k2",
        "config": {
            "net": "strided-paper", "algo": "maml", "filters": FILTERS, "ways": WAYS, "tasks": TASKS, "steps": STEPS,
            "inner_lr": ALPHA * WAYS,
        },
        "params": {name: plain(weight) for name, weight in theta.items()},
        "episode": {
            "support_x": plain(pictures[0]), "support_y": classes, "query_x": plain(pictures[1]), "query_y": classes,
        },
        "expected": {
            "support_loss": losses[0], "query_loss": losses[1], "query_accuracy": hits,
            "meta_loss": sum(row[-1] for row in losses[1]) / TASKS,
            "fast_weights_task0": {name: plain(weight) for name, weight in fast.items()},
            "meta_grad_exact": named["exact"], "meta_grad_fomaml": named["fomaml"],
        },
    }
    path = pathlib.Path(__file__).parent / "files" / f"{golden['case']}.json"
    path.write_text(json.dumps(golden, separators=(",", ":")))


if __name__ == "__main__":
    main()
