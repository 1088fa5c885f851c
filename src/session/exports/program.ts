import type { RunSettings } from '#maml';
import { pythonAlgorithms } from './python-algorithms.ts';
import { dataOption, examplesPart, readPart, samplePart, splitPart } from './python-data.ts';
import { loadPart, resumePart, runPart, savePart } from './python-files.ts';
import { adaptPart, forwardPart, inWords, startPart, taskConstants } from './python-parts.ts';

/** The file name that the program gives itself in its own words. */
export const PROGRAM_NAME = 'maml.py';

/** Tasks of the last evaluation where the settings ask for none. */
const EVALUATION_TASKS = 600;

function headPart(settings: RunSettings): string {
  const { algorithm } = settings;
  return `\
"""${pythonAlgorithms[algorithm].words}.

${inWords(settings)}.

    python3 ${PROGRAM_NAME} --data images_background.zip images_evaluation.zip
    torchrun --nproc_per_node 4 ${PROGRAM_NAME} --data ...     # each process takes its part of every meta-batch
    python3 ${PROGRAM_NAME} --data ... --vmap                  # all tasks of a meta-batch at once
    python3 ${PROGRAM_NAME} --data ... --resume maml.safetensors

The archives are in the folder python of https://github.com/brendenlake/omniglot; omniglot_standard.zip serves
too. Needs PyTorch 2 and Pillow. Made by MAML Playground for the settings below: prints a line of JSON for each
meta-iteration and evaluation, and keeps a checkpoint that the page opens.
"""
import argparse
import hashlib
import io
import json
import math
import os
import random
import re
import struct
import sys
import time
import zipfile

import torch
import torch.distributed as dist
import torch.nn.functional as F
from PIL import Image
from torch.func import grad, vmap
from torch.utils.data import default_collate`;
}

function constantsPart(settings: RunSettings): string {
  const { steps, innerLr, metaBatch, outerLr, filters, seed, trainCharacters, validationShare } = settings;
  const { evaluateEvery, evaluateTasks, evaluateSteps } = settings;
  const few =
    trainCharacters === 0 ? '' : `\nTRAIN_CHARACTERS = ${trainCharacters}  # spread over all there are`;
  const validation =
    validationShare === 0 ? '' : `\nVALIDATION_SHARE = ${validationShare}  # of the meta-training alphabets`;
  return `\
${taskConstants(settings)}
STEPS, ALPHA = ${steps}, ${innerLr}  # inner loop
META_BATCH, BETA = ${metaBatch}, ${outerLr}  # outer loop
FILTERS, SEED = ${filters}, ${seed}${few}${validation}
EVALUATE_EVERY, EVALUATE_TASKS, EVALUATE_STEPS = ${evaluateEvery}, ${evaluateTasks || EVALUATION_TASKS}, ${evaluateSteps}
${runPart(settings)}

RANK, PROCESSES = int(os.environ.get("RANK", 0)), int(os.environ.get("WORLD_SIZE", 1))
CUDA = torch.cuda.is_available()
DEVICE = torch.device("cuda", int(os.environ.get("LOCAL_RANK", 0))) if CUDA else torch.device("cpu")`;
}

function outerRatePart({ outerSchedule }: RunSettings): string[] {
  if (outerSchedule === 'constant') return [];
  return [
    `\
def outer_rate(iteration, iterations):
    """The outer learning rate of an iteration, from 0: a cosine from beta down to 0."""
    return BETA * 0.5 * (1 + math.cos(math.pi * min(1, iteration / iterations)))`,
  ];
}

const metaIterationPart = `\
def meta_iteration(theta, adam, tasks, options):
    """One step of the outer loop; returns query loss and accuracy after every inner step, means of the meta-batch."""
    with torch.autocast(DEVICE.type, torch.bfloat16, enabled=options.amp):
        gradients, reports = each_task(meta_gradient, theta, tasks[RANK::PROCESSES], options.vmap)
    for name, parameter in theta.items():
        parameter.grad = total(gradients[name].sum(0) / len(tasks))
    adam.step()
    return total(reports.sum(0) / len(tasks))


def total(tensor):
    """The sum over all processes, in place."""
    if PROCESSES > 1:
        dist.all_reduce(tensor)
    return tensor`;

const evaluatePart = `\
def evaluate(theta, part, classes, iteration, options):
    """Accuracy on the same new tasks every time, with the half-width of the 95 % interval of its mean."""
    chance = random.Random(options.seed)
    tasks = [sample(classes, chance) for _ in range(EVALUATE_TASKS)]
    reports = torch.zeros(EVALUATE_TASKS, EVALUATE_STEPS + 1, 2, device=DEVICE)
    own = list(range(RANK, EVALUATE_TASKS, PROCESSES))
    for first in range(0, len(own), META_BATCH):
        some = own[first : first + META_BATCH]
        reports[some] = each_task(adapted, theta, [tasks[task] for task in some], options.vmap)
    accuracy = total(reports)[:, :, 1]
    # One task says nothing about how far others lie apart.
    interval = 1.96 * accuracy.std(0) / EVALUATE_TASKS**0.5 if EVALUATE_TASKS > 1 else None
    figures = {"queryAccuracy": accuracy.mean(0), "ci95": interval}
    say(type="evaluation", split=part, iteration=iteration, tasks=EVALUATE_TASKS, **figures)


def say(**event):
    """A line of JSON, which has no word for what is no number."""
    def plain(tensor):
        return [round(value, 6) if math.isfinite(value) else None for value in tensor.tolist()]

    if RANK == 0:
        print(json.dumps(event, default=plain), flush=True)`;

const fixedPart = `\
def fixed(path):
    """Meta-batches from a file, to repeat another program's: bytes [iteration, task, way, drawing, 28, 28]."""
    with open(path, "rb") as file:
        drawings = torch.frombuffer(bytearray(file.read()), dtype=torch.uint8)
    batches = drawings.reshape(-1, META_BATCH, WAYS, SHOTS + QUERIES, 28, 28)
    return [[(task[:, :SHOTS], task[:, SHOTS:]) for task in batch] for batch in batches]`;

function mainPart({ trainCharacters, rotations, evaluateRotations, outerSchedule }: RunSettings): string {
  const few =
    trainCharacters === 0
      ? ''
      : `
    if TRAIN_CHARACTERS < len(train):
        train = [train[i * len(train) // TRAIN_CHARACTERS] for i in range(TRAIN_CHARACTERS)]`;
  const turned = rotations ? ', turns=4' : '';
  const turnedTest = evaluateRotations ? ', turns=4' : '';
  const rate =
    outerSchedule === 'cosine'
      ? `
        adam.param_groups[0]["lr"] = outer_rate(iteration, options.iterations)`
      : '';
  return `\
def main():
    parser = argparse.ArgumentParser()
${dataOption}
    parser.add_argument("--checkpoint", metavar="FILE", help="safetensors: weights to start from")
    parser.add_argument("--resume", metavar="FILE", help="a run to go on with: its checkpoint, moments beside it")
    parser.add_argument("--episodes", metavar="FILE", help="meta-batches to train on, instead of --data")
    parser.add_argument("--out", metavar="FILE", default="maml.safetensors", help="the checkpoint kept (%(default)s)")
    parser.add_argument("--save-every", metavar="SECONDS", type=float, default=60, help="how often (%(default)s)")
    parser.add_argument("--seed", type=int, help=f"of weights and tasks ({SEED}, or that of the run resumed)")
    parser.add_argument("--iterations", type=int, default=RUN["iterations"], help="meta-iterations (%(default)s)")
    parser.add_argument("--vmap", action="store_true", help="all tasks at once instead of one after the other")
    parser.add_argument("--amp", action="store_true", help="meta-gradients in bfloat16, faster on GPUs")
    options = parser.parse_args()
    if not options.data and not options.episodes:
        parser.error("--data: where are images_background.zip and images_evaluation.zip?")
    if PROCESSES > META_BATCH:
        parser.error(f"{PROCESSES} processes share {META_BATCH} tasks: at most one each")
    if CUDA:
        torch.cuda.set_device(DEVICE)
        torch.backends.cudnn.allow_tf32 = False  # float32 throughout, as in the page
    torch.manual_seed(SEED if options.seed is None else options.seed)
    theta = {name: tensor.to(DEVICE) for name, tensor in start().items()}
    # Before the process group: what PyTorch loads with an optimizer would keep that group alive for ever.
    adam = torch.optim.Adam(theta.values(), lr=BETA)
    if PROCESSES > 1:
        dist.init_process_group("nccl" if CUDA else "gloo")
    try:
        meta_train(theta, adam, options, parser)
    finally:
        if PROCESSES > 1:
            dist.destroy_process_group()


def meta_train(theta, adam, options, parser):
    done = 0
    if options.checkpoint:
        tensors, metadata = load(options.checkpoint)
        same_settings(options.checkpoint, metadata, ("network", "filters", "ways", "ink"))
        put(theta, fitting(options.checkpoint, tensors, theta))
    if options.resume:
        run = resume(options.resume, theta, adam)
        done = run.get("iteration", 0)
        options.seed = run.get("seed") if options.seed is None else options.seed
    options.seed = SEED if options.seed is None else options.seed

    characters = read(options.data)
    parts = split(characters)
    train = parts["train"]${few}
    train = classes_of(train, characters${turned})
    validation, test = (classes_of(parts[part], characters${turnedTest}) for part in ("validation", "test"))
    if options.data:
        say(type="data", **{part: len(parts[part]) for part in parts}, digest=digest(parts))
    if not train and not options.episodes:
        raise SystemExit("nothing to meta-train on: these archives are for meta-test")
    batches = fixed(options.episodes) if options.episodes else None
    last, saved = done + len(batches) if batches else options.iterations, time.monotonic()
    if done >= last:
        parser.error(f"{options.resume}: {done} iterations are done; --iterations asks for {last}")
    for iteration in range(done, last):
        # Every iteration draws its own tasks: a run that is resumed sees those that it would have seen.
        chance = random.Random(f"{options.seed} {iteration}")
        tasks = batches[iteration - done] if batches else [sample(train, chance) for _ in range(META_BATCH)]${rate}
        report = meta_iteration(theta, adam, tasks, options)
        say(type="iteration", iteration=iteration + 1, queryLoss=report[:, 0], queryAccuracy=report[:, 1])
        if RANK == 0 and (time.monotonic() - saved >= options.save_every or iteration + 1 == last):
            save(options, theta, adam, iteration + 1)
            saved = time.monotonic()
        if (validation or test) and EVALUATE_EVERY and (iteration + 1) % EVALUATE_EVERY == 0 and iteration + 1 < last:
            evaluate(theta, "validation" if validation else "test", validation or test, iteration + 1, options)
    if test or validation:
        evaluate(theta, "test" if test else "validation", test or validation, last, options)


if __name__ == "__main__":
    main()
`;
}

/**
 * The settings as a PyTorch program: PyTorch 2 and Pillow. It reads the same archives,
 * splits them as the page does, and trains the same network by the same algorithm; episodes and random weights
 * are drawn by Python. `--checkpoint` and `--episodes` hand it those of another program.
 */
export function programOf(settings: RunSettings): string {
  return [
    `${headPart(settings)}\n\n${constantsPart(settings)}`,
    startPart(settings),
    forwardPart(settings),
    adaptPart(settings),
    pythonAlgorithms[settings.algorithm].metaGradient,
    ...outerRatePart(settings),
    metaIterationPart,
    evaluatePart,
    examplesPart(settings),
    readPart,
    splitPart(settings),
    samplePart(settings),
    fixedPart,
    loadPart,
    savePart,
    resumePart,
    mainPart(settings),
  ].join('\n\n\n');
}
