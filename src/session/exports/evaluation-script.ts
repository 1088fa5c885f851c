import type { RunSettings } from '#maml';
import { dataOption, examplesPart, readPart, samplePart, splitPart } from './python-data.ts';
import { loadPart, runPart } from './python-files.ts';
import { adaptPart, forwardPart, inWords, startPart, taskConstants } from './python-parts.ts';

/** Tasks that the script evaluates on unless told otherwise. */
const TASKS = 1000;

/**
 * A PyTorch script that loads a checkpoint of these settings and tells its accuracy on new tasks, with the 95 %
 * interval. `--episodes` hands it fixed tasks.
 *
 * @param checkpoint the checkpoint's file name
 */
export function evaluationScriptOf(settings: RunSettings, checkpoint: string): string {
  const { filters, innerLr, evaluateSteps, evaluateRotations, seed, validationShare } = settings;
  const validation = validationShare === 0 ? '' : `\nVALIDATION_SHARE = ${validationShare}`;
  const turned = evaluateRotations ? ', turns=4' : '';
  const script = checkpoint.replace(/\.safetensors$/, '.py');
  const head = `\
"""Evaluates a checkpoint of MAML Playground.

${inWords(settings)}.

    python3 ${script} --data images_background.zip images_evaluation.zip

prints query loss and accuracy on new tasks after every inner step. Needs PyTorch 2 and Pillow.
"""
import argparse
import hashlib
import io
import json
import os
import random
import re
import struct
import zipfile

import torch
import torch.nn.functional as F
from PIL import Image
from torch.func import grad, vmap
from torch.utils.data import default_collate

CHECKPOINT = "${checkpoint}"
${taskConstants(settings)}
FILTERS, EVALUATE_STEPS, ALPHA, SEED = ${filters}, ${evaluateSteps}, ${innerLr}, ${seed}
AT_ONCE = 32  # tasks${validation}
${runPart(settings)}
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
    parser.add_argument("--checkpoint", metavar="FILE", default=CHECKPOINT, help="the weights (%(default)s)")
    parser.add_argument("--classes", choices=["test", "validation", "train"], default="test", help="(%(default)s)")
    parser.add_argument("--tasks", type=int, default=${TASKS}, help="how many new tasks (%(default)s)")
    parser.add_argument("--seed", type=int, default=SEED, help="which new tasks (%(default)s)")
    parser.add_argument("--vmap", action="store_true", help=f"{AT_ONCE} tasks at once instead of one after the other")
    options = parser.parse_args()
    if not options.data and not options.episodes:
        parser.error("--data: where are images_background.zip and images_evaluation.zip?")
    if options.tasks < 1:
        parser.error("--tasks: one at least")
    torch.backends.cudnn.allow_tf32 = False  # float32 throughout, as in the page
    tensors, metadata = load(options.checkpoint)
    same_settings(options.checkpoint, metadata, ("network", "filters", "ways", "ink"))
    theta = {name: each.to(DEVICE) for name, each in fitting(options.checkpoint, tensors, start()).items()}
    if options.episodes:
        tasks = fixed(options.episodes)
    else:
        characters = read(options.data)
        parts = split(characters)
        if not parts[options.classes]:
            parser.error(f"these archives have no {options.classes} classes; --classes names others")
        chance = random.Random(options.seed)
        classes = classes_of(parts[options.classes], characters${turned})
        tasks = [sample(classes, chance) for _ in range(options.tasks)]
    some = [tasks[first : first + AT_ONCE] for first in range(0, len(tasks), AT_ONCE)]
    reports = torch.cat([each_task(adapted, theta, each, options.vmap) for each in some])
    mean = reports.mean(0)
    # One task says nothing about how far others lie apart.
    interval = (1.96 * reports.std(0) / len(reports) ** 0.5)[:, 1].tolist() if len(reports) > 1 else None
    print(json.dumps({
        "type": "evaluation", "split": None if options.episodes else options.classes, "tasks": len(reports),
        "queryLoss": mean[:, 0].tolist(), "queryAccuracy": mean[:, 1].tolist(), "ci95": interval,
    }))


if __name__ == "__main__":
    main()
`;
  return [
    head,
    startPart(settings),
    forwardPart(settings),
    adaptPart(settings),
    examplesPart(settings),
    readPart,
    splitPart(settings),
    samplePart(settings),
    loadPart,
    main,
  ].join('\n\n\n');
}
