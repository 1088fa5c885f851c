"""MAML in plain PyTorch, task by task, as its users write it: what the benchmark compares with.

    python3 reference.py '{"network": "strided", "filters": 64, ..., "threads": 2}'

One JSON line on stdout when the first meta-iteration is done; then, for every number n read from stdin, a line
{"seconds": [...]} of n more. A meta-iteration is all that training does: episodes, adaptation, query loss and
accuracy after every step, meta-gradient, Adam. Needs PyTorch 1.13 or newer. The drawings are random dots: the
arithmetic is the same.
"""

import json
import sys
import time

import torch
from torch.nn import functional as F

SIDE = 28
CHARACTERS, DRAWINGS = 964, 20
BLOCKS = 4


def same(side):
    """TensorFlow's SAME padding of a 3x3 convolution of stride 2: left, right, top, bottom."""
    return (0, 1, 0, 1) if side % 2 == 0 else (1, 1, 1, 1)


def features(network):
    """Side of the last block's output."""
    side = SIDE
    for _ in range(BLOCKS):
        side = side // 2 if network == "pooled" else (side + 1) // 2
    return side * side


def start(settings):
    """Glorot uniform weights, zero biases, unit gains. Convolutions have no bias: batch norm removes it."""
    filters, theta = settings["filters"], []
    for block in range(BLOCKS):
        kernel = torch.empty(filters, 1 if block == 0 else filters, 3, 3)
        theta += [torch.nn.init.xavier_uniform_(kernel), torch.ones(filters), torch.zeros(filters)]
    linear = torch.empty(settings["ways"], features(settings["network"]) * filters)
    theta += [torch.nn.init.xavier_uniform_(linear), torch.zeros(settings["ways"])]
    return [parameter.requires_grad_() for parameter in theta]


def forward(network, theta, x):
    """Logits of images [n, 1, 28, 28]; batch norm by the batch's own statistics."""
    for block in range(BLOCKS):
        kernel, gain, shift = theta[3 * block : 3 * block + 3]
        if network == "pooled":
            x = F.conv2d(x, kernel, padding=1)
        else:
            x = F.conv2d(F.pad(x, same(x.shape[-1])), kernel, stride=2)
        x = F.relu(F.batch_norm(x, None, None, gain, shift, training=True))
        if network == "pooled":
            x = F.max_pool2d(x, 2)
    return F.linear(x.flatten(1), theta[-2], theta[-1])


class Episodes:
    """N-way K-shot tasks from a made-up data set of Omniglot's size."""

    def __init__(self, settings):
        self.ways, self.shots, self.queries = (settings[key] for key in ("ways", "shots", "queries"))
        self.drawings = (torch.rand(CHARACTERS, DRAWINGS, SIDE, SIDE) > 0.1).to(torch.uint8) * 255

    def examples(self, drawings):
        labels = torch.arange(self.ways).repeat_interleave(drawings.shape[1])
        return drawings.reshape(-1, 1, SIDE, SIDE).float().div(255), labels

    def sample(self):
        classes = torch.randperm(CHARACTERS)[: self.ways]
        chosen = torch.randperm(DRAWINGS)[: self.shots + self.queries]
        drawings = self.drawings[classes][:, chosen]
        return self.examples(drawings[:, : self.shots]), self.examples(drawings[:, self.shots :])


class Maml:
    """The loop of the paper's algorithm 2, and its optimiser."""

    def __init__(self, settings):
        self.settings = settings
        self.exact = settings["algorithm"] == "maml"
        self.theta = start(settings)
        self.adam = torch.optim.Adam(self.theta, lr=settings["outerLr"])
        self.episodes = Episodes(settings)

    def loss(self, theta, examples):
        images, labels = examples
        logits = forward(self.settings["network"], theta, images)
        return F.cross_entropy(logits, labels), (logits.argmax(1) == labels).float().mean()

    def task(self, support, query):
        """Adds the task's meta-gradient and returns its query loss and accuracy after every step."""
        steps, rate = self.settings["steps"], self.settings["innerLr"]
        phi, report = self.theta, []
        for _ in range(steps):
            with torch.no_grad():
                report.append(torch.stack(self.loss(phi, query)))
            gradients = torch.autograd.grad(self.loss(phi, support)[0], phi, create_graph=self.exact)
            phi = [parameter - rate * gradient for parameter, gradient in zip(phi, gradients)]
        loss, accuracy = self.loss(phi, query)
        (loss / self.settings["metaBatch"]).backward()
        report.append(torch.stack([loss.detach(), accuracy]))
        return torch.stack(report)

    def iterate(self):
        """One meta-iteration; returns [step, (loss, accuracy)], means over the tasks."""
        self.adam.zero_grad()
        reports = [self.task(*self.episodes.sample()) for _ in range(self.settings["metaBatch"])]
        self.adam.step()
        return torch.stack(reports).mean(0).tolist()


def timed(work):
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def answer(line):
    print(json.dumps(line), flush=True)


def main():
    settings = json.loads(sys.argv[1])
    torch.set_num_threads(settings["threads"])
    torch.manual_seed(settings["seed"])
    maml = Maml(settings)
    first = timed(maml.iterate)
    answer({"version": torch.__version__, "threads": torch.get_num_threads(), "firstIterationSeconds": first})
    for line in sys.stdin:
        answer({"seconds": [timed(maml.iterate) for _ in range(int(line))]})


if __name__ == "__main__":
    main()
