"""MAML in JAX: `jit` over `vmap` over `grad`. Convolutions are patches and one product for each task: JAX's own
convolution, grouped by `vmap`, is ten times slower on processors. See peer.py.
"""

import jax
import jax.numpy as jnp
from peer import BLOCKS, PARTS, run


def patches(x, stride, pad):
    """The 3x3 surroundings of every place of images [n, c, h, w]: [n, c * 9, h', w']."""
    x = jnp.pad(x, ((0, 0), (0, 0), pad, pad))
    side = (x.shape[-1] - 3) // stride + 1
    last = (side - 1) * stride + 1
    parts = [x[:, :, y : y + last : stride, z : z + last : stride] for y in range(3) for z in range(3)]
    return jnp.stack(parts, 2).reshape(x.shape[0], -1, side, side)


def convolve(x, kernel, stride, pad):
    return jnp.einsum("fk,nkhw->nfhw", kernel.reshape(kernel.shape[0], -1), patches(x, stride, pad))


def max_pool(x):
    half = x.shape[-1] // 2
    return x[:, :, : 2 * half, : 2 * half].reshape(*x.shape[:2], half, 2, half, 2).max((3, 5))


class Peer:
    def __init__(self, settings, start):
        self.settings = settings
        self.exact = settings["algorithm"] == "maml"
        self.theta = {name: jnp.asarray(array) for name, array in start.items()}
        self.moments = [jax.tree.map(jnp.zeros_like, self.theta) for _ in range(2)]
        self.updates = 0
        self.step = jax.jit(self.meta_iteration)
        self.about = {"version": jax.__version__, "threads": settings["threads"]}

    def forward(self, theta, x):
        pooled = self.settings["network"] == "pooled"
        for block in range(BLOCKS):
            kernel, gain, shift = (theta[f"blocks.{block}.{part}"] for part in PARTS)
            # Of stride 2 padded as TensorFlow's SAME.
            pad = (1, 1) if pooled or x.shape[-1] % 2 else (0, 1)
            x = convolve(x, kernel, 1 if pooled else 2, pad)
            centred = x - x.mean((0, 2, 3), keepdims=True)
            variance = jnp.square(centred).mean((0, 2, 3), keepdims=True)
            x = jax.nn.relu(centred * jax.lax.rsqrt(variance + 1e-5) * gain[:, None, None] + shift[:, None, None])
            x = max_pool(x) if pooled else x
        return x.reshape(x.shape[0], -1) @ theta["linear.weight"].T + theta["linear.bias"]

    def loss(self, theta, images, labels):
        likely = jax.nn.log_softmax(self.forward(theta, images))
        return -jnp.take_along_axis(likely, labels[:, None], 1).mean()

    def measure(self, theta, images, labels):
        hits = (self.forward(theta, images).argmax(1) == labels).mean()
        return jax.lax.stop_gradient(jnp.stack([self.loss(theta, images, labels), hits]))

    def adapt(self, theta, support, query):
        phi, report = theta, [self.measure(theta, *query)]
        for _ in range(self.settings["steps"]):
            gradient = jax.grad(self.loss)(phi, *support)
            if not self.exact:
                gradient = jax.lax.stop_gradient(gradient)
            phi = jax.tree.map(lambda each, slope: each - self.settings["innerLr"] * slope, phi, gradient)
            report.append(self.measure(phi, *query))
        return self.loss(phi, *query), jnp.stack(report)

    def meta_iteration(self, theta, first, second, updates, support, query):
        of_task = jax.vmap(jax.grad(self.adapt, has_aux=True), in_axes=(None, 0, 0))
        gradients, reports = of_task(theta, support, query)
        gradient = jax.tree.map(lambda each: each.mean(0), gradients)
        first = jax.tree.map(lambda m, g: 0.9 * m + 0.1 * g, first, gradient)
        second = jax.tree.map(lambda v, g: 0.999 * v + 0.001 * g * g, second, gradient)
        scale = jnp.sqrt(1 - 0.999**updates) / (1 - 0.9**updates)
        rate, epsilon = self.settings["outerLr"] * scale, 1e-8 * jnp.sqrt(1 - 0.999**updates)
        theta = jax.tree.map(lambda p, m, v: p - rate * m / (jnp.sqrt(v) + epsilon), theta, first, second)
        return theta, first, second, reports.mean(0)

    def iterate(self, support, query):
        """One meta-iteration; the query loss after every step, means over the tasks."""
        self.updates += 1
        self.theta, *self.moments, report = self.step(self.theta, *self.moments, self.updates, support, query)
        return report[:, 0].tolist()


if __name__ == "__main__":
    run(Peer)
