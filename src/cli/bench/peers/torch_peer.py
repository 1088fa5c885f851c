"""MAML in PyTorch: task by task, as its users write it ("loop"), or all tasks at once by PyTorch 2's `torch.func.vmap`
("vmap"), which `torch.compile` makes faster ("compiled"). See peer.py.
"""

import torch
from peer import BLOCKS, PARTS, names, run
from torch.nn import functional as F


def same(side):
    """TensorFlow's SAME padding of a 3x3 convolution of stride 2: left, right, top, bottom."""
    return (0, 1, 0, 1) if side % 2 == 0 else (1, 1, 1, 1)


def batch_norm(x, gain, shift):
    """By the batch's own statistics, from plain ops, whose derivatives of any order batch well."""
    centred = x - x.mean((0, 2, 3), keepdim=True)
    variance = centred.square().mean((0, 2, 3), keepdim=True)
    return centred * torch.rsqrt(variance + 1e-5) * gain[:, None, None] + shift[:, None, None]


def max_pool(x):
    half = x.shape[-1] // 2
    return x[:, :, : 2 * half, : 2 * half].unflatten(2, (half, 2)).unflatten(4, (half, 2)).amax((3, 5))


def stock_batch_norm(x, gain, shift):
    return F.batch_norm(x, None, None, gain, shift, training=True)


OPS = {
    "loop": (stock_batch_norm, lambda x: F.max_pool2d(x, 2)),
    "vmap": (batch_norm, max_pool),
    "compiled": (batch_norm, max_pool),
}


class Peer:
    """The loop of the paper's algorithm 2, and its optimiser."""

    def __init__(self, settings, start):
        self.settings = settings
        self.way, self.exact = settings["way"], settings["algorithm"] == "maml"
        self.batch_norm, self.max_pool = OPS[self.way]
        torch.set_num_threads(settings["threads"])
        self.theta = {name: torch.from_numpy(start[name]).requires_grad_(self.way == "loop") for name in names()}
        self.adam = torch.optim.Adam(self.theta.values(), lr=settings["outerLr"])
        self.at_once = torch.compile(self.all_tasks) if self.way == "compiled" else self.all_tasks
        self.about = {"version": torch.__version__, "threads": torch.get_num_threads()}

    def forward(self, theta, x):
        """Logits of images [n, 1, 28, 28]."""
        pooled = self.settings["network"] == "pooled"
        for block in range(BLOCKS):
            kernel, gain, shift = (theta[f"blocks.{block}.{part}"] for part in PARTS)
            x = F.conv2d(x, kernel, padding=1) if pooled else F.conv2d(F.pad(x, same(x.shape[-1])), kernel, stride=2)
            x = F.relu(self.batch_norm(x, gain, shift))
            x = self.max_pool(x) if pooled else x
        return F.linear(x.flatten(1), theta["linear.weight"], theta["linear.bias"])

    def loss(self, theta, images, labels):
        return F.cross_entropy(self.forward(theta, images), labels)

    def measure(self, theta, images, labels):
        with torch.no_grad():
            logits = self.forward(theta, images)
            hits = (logits.argmax(1) == labels).float().mean()
            return torch.stack([F.cross_entropy(logits, labels), hits])

    def adapt(self, theta, support, query, gradient):
        """The weights after the inner loop, and query loss and accuracy after every step."""
        phi, report = theta, [self.measure(theta, *query)]
        for _ in range(self.settings["steps"]):
            gradients = gradient(phi, *support)
            phi = {name: phi[name] - self.settings["innerLr"] * gradients[name] for name in phi}
            report.append(self.measure(phi, *query))
        return phi, torch.stack(report)

    def by_autograd(self, phi, images, labels):
        gradients = torch.autograd.grad(self.loss(phi, images, labels), list(phi.values()), create_graph=self.exact)
        return dict(zip(phi, gradients))

    def one_by_one(self, support, query):
        self.adam.zero_grad()
        reports = []
        for task in range(len(support[0])):
            own = [[part[task] for part in examples] for examples in (support, query)]
            phi, report = self.adapt(self.theta, *own, self.by_autograd)
            (self.loss(phi, *own[1]) / len(support[0])).backward()
            reports.append(report)
        return torch.stack(reports).mean(0)

    def all_tasks(self, theta, support, query):
        """The meta-gradient and the report, means over the tasks."""

        def of_task(theta, support, query):
            def meta_loss(theta):
                phi, report = self.adapt(theta, support, query, torch.func.grad(self.loss))
                return self.loss(phi, *query), report

            if self.exact:
                return torch.func.grad(meta_loss, has_aux=True)(theta)
            phi, report = self.adapt(theta, support, query, torch.func.grad(self.loss))
            return torch.func.grad(self.loss)(phi, *query), report

        gradients, reports = torch.func.vmap(of_task, in_dims=(None, 0, 0))(theta, support, query)
        return {name: each.mean(0) for name, each in gradients.items()}, reports.mean(0)

    def iterate(self, support, query):
        """One meta-iteration; the query loss after every step, means over the tasks."""
        support, query = ([torch.from_numpy(part) for part in examples] for examples in (support, query))
        if self.way == "loop":
            report = self.one_by_one(support, query)
        else:
            gradient, report = self.at_once(self.theta, support, query)
            for name, parameter in self.theta.items():
                parameter.grad = gradient[name]
        self.adam.step()
        return report[:, 0].tolist()


if __name__ == "__main__":
    run(Peer)
