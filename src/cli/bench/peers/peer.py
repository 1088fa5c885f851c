"""What the benchmark's peers share: episodes, the check against the engine, and the clock. Needs NumPy.

    python3 torch_peer.py '{"way": "loop", "network": "strided", "filters": 64, ..., "threads": 2}'

The first line on stdin is what the engine did from a start of its own on episodes of its own:
{"checkpoint": safetensors, "drawings": bytes, "queryLoss": [[step 0..S], ...]}, bytes in base64. The peer repeats it and answers
{"difference": d, "firstIterationSeconds": s, ...}: the largest relative difference of a loss. Then, for every number n read, a line
{"seconds": [...]} of n meta-iterations: episodes, adaptation, query loss and accuracy after every step, meta-gradient,
Adam. Their drawings are random dots: the arithmetic is the same.
"""

import base64
import json
import struct
import sys
import time

import numpy

SIDE = 28
CHARACTERS, DRAWINGS = 964, 20
BLOCKS, PARTS = 4, ("conv.weight", "norm.weight", "norm.bias")


def names():
    """The parameters that learn, as a checkpoint names them."""
    return [f"blocks.{block}.{part}" for block in range(BLOCKS) for part in PARTS] + ["linear.weight", "linear.bias"]


def load(checkpoint):
    """The arrays of a safetensors file."""
    content = base64.b64decode(checkpoint)
    (length,) = struct.unpack("<Q", content[:8])
    header, values = json.loads(content[8 : 8 + length]), content[8 + length :]
    read = lambda entry: numpy.frombuffer(values[slice(*entry["data_offsets"])], "<f4").reshape(entry["shape"])
    return {name: read(header[name]).copy() for name in names()}


class Episodes:
    """Meta-batches of N-way K-shot tasks: ((images, labels) of the support sets, those of the query sets)."""

    def __init__(self, settings):
        self.settings = settings
        self.chance = numpy.random.default_rng(settings["seed"])
        dots = self.chance.random((CHARACTERS, DRAWINGS, SIDE, SIDE)) > 0.1
        self.drawings = dots.astype(numpy.uint8) * 255

    def examples(self, drawings):
        """From drawings [task, way, each, 28, 28]: images [task, n, 1, 28, 28] and labels [task, n]."""
        tasks, ways, each = drawings.shape[:3]
        images = drawings.reshape(tasks, ways * each, 1, SIDE, SIDE).astype(numpy.float32) / 255
        labels = numpy.tile(numpy.arange(ways).repeat(each), (tasks, 1))
        return (1 - images if self.settings["ink"] == "high" else images), labels

    def split(self, drawings):
        shots = self.settings["shots"]
        return self.examples(drawings[:, :, :shots]), self.examples(drawings[:, :, shots:])

    def sample(self):
        ways, each = self.settings["ways"], self.settings["shots"] + self.settings["queries"]
        tasks = [
            self.drawings[self.chance.choice(CHARACTERS, ways, replace=False)][
                :, self.chance.choice(DRAWINGS, each, replace=False)
            ]
            for _ in range(self.settings["metaBatch"])
        ]
        return self.split(numpy.stack(tasks))

    def fixed(self, drawings):
        """The engine's: bytes [iteration, task, way, support then query, 28, 28]."""
        settings = self.settings
        each = settings["shots"] + settings["queries"]
        shape = (-1, settings["metaBatch"], settings["ways"], each, SIDE, SIDE)
        batches = numpy.frombuffer(base64.b64decode(drawings), numpy.uint8).reshape(shape)
        return [self.split(batch) for batch in batches]


def timed(work):
    began = time.perf_counter()
    result = work()
    return time.perf_counter() - began, result


def answer(line):
    print(json.dumps(line), flush=True)


def checked(peer_of, settings, check, episodes):
    """A peer that repeated what the engine did; a loss's largest relative difference; the first iteration's seconds."""
    peer = peer_of(settings, load(check["checkpoint"]))
    done = [timed(lambda: peer.iterate(*batch)) for batch in episodes.fixed(check["drawings"])]
    pairs = zip(numpy.array([losses for _, losses in done]).ravel(), numpy.array(check["queryLoss"]).ravel())
    return peer, max(abs(found - expected) / abs(expected) for found, expected in pairs), done[0][0]


def run(peer_of):
    """Checks and times a peer: made of settings and a start, with `iterate(support, query)`, which returns losses."""
    settings = json.loads(sys.argv[1])
    episodes = Episodes(settings)
    peer, difference, seconds = checked(peer_of, settings, json.loads(sys.stdin.readline()), episodes)
    answer({"difference": difference, "firstIterationSeconds": seconds, **peer.about})
    for line in sys.stdin:
        answer({"seconds": [timed(lambda: peer.iterate(*episodes.sample()))[0] for _ in range(int(line))]})
