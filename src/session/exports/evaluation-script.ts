import type { RunSettings } from '#maml';
import {
  adaptedPart,
  dataOption,
  examplesPart,
  forwardPart,
  innerUpdatePart,
  inWords,
  loadPart,
  readPart,
  samplePart,
  taskConstants,
} from './python-parts.ts';

/** Tasks that the script evaluates on unless told otherwise. */
const TASKS = 1000;

/**
 * A PyTorch script that loads a checkpoint of these settings and tells its accuracy on new tasks, with the 95 %
 * interval. `--episodes` hands it fixed tasks.
 *
 * @param checkpoint the checkpoint's file name
 */
export function evaluationScriptOf(settings: RunSettings, checkpoint: string): string {
  const { innerLr, evaluateSteps, seed } = settings;
  const script = checkpoint.replace(/\.safetensors$/, '.py');
  const head = `\
"""Evaluates a checkpoint of MAML Playground.

${inWords(settings)}.

    python3 ${script} --data images_background.zip images_evaluation.zip

prints query loss and accuracy on new tasks after every inner step. Needs PyTorch 1.13 or newer and Pillow.
"""
import argparse
import io
import json
import random
import re
import struct
import zipfile

import torch
import torch.nn.functional as F
from PIL import Image

CHECKPOINT = "${checkpoint}"
${taskConstants(settings)}
EVALUATE_STEPS, ALPHA, SEED = ${evaluateSteps}, ${innerLr}, ${seed}
DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")`;
  const main = `\
def fixed(path):
    """Tasks from a file, to repeat another program's: bytes [task, way, drawing, 28, 28]."""
    with open(path, "rb") as file:
        drawings = torch.frombuffer(bytearray(file.read()), dtype=torch.uint8)
    return [(task[:, :SHOTS], task[:, SHOTS:]) for task in drawings.reshape(-1, WAYS, SHOTS + QUERIES, 28, 28)]


def main():
    parser = argparse.ArgumentParser()
${dataOption}
    parser.add_argument("--episodes", metavar="FILE", help="tasks to evaluate on, instead of --data")
    parser.add_argument("--checkpoint", metavar="FILE", default=CHECKPOINT)
    parser.add_argument("--tasks", type=int, default=${TASKS})
    options = parser.parse_args()
    if not options.data and not options.episodes:
        parser.error("--data: where are images_background.zip and images_evaluation.zip?")
    torch.backends.cudnn.allow_tf32 = False  # float32 throughout, as in the page
    saved = load(options.checkpoint).items()
    theta = {name: tensor.to(DEVICE).requires_grad_() for name, tensor in saved if not name.endswith("conv.bias")}
    if options.episodes:
        tasks = fixed(options.episodes)
    else:
        _, test = read(options.data)
        chance = random.Random(SEED)
        characters = [each for each in test if len(each) >= SHOTS + QUERIES]
        tasks = (sample(characters, chance) for _ in range(options.tasks))
    reports = torch.stack([adapted(theta, examples(support), examples(query)) for support, query in tasks])
    mean, interval = reports.mean(0), 1.96 * reports.std(0) / len(reports) ** 0.5
    print(json.dumps({
        "type": "evaluation", "tasks": len(reports),
        "queryLoss": mean[:, 0].tolist(), "queryAccuracy": mean[:, 1].tolist(), "ci95": interval[:, 1].tolist(),
    }))


if __name__ == "__main__":
    main()
`;
  return [
    head,
    forwardPart(settings),
    innerUpdatePart(settings, false),
    adaptedPart,
    examplesPart(settings),
    samplePart,
    readPart,
    loadPart,
    main,
  ].join('\n\n\n');
}
