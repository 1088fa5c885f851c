import type { RunSettings } from '#maml';
import { toOptions } from '../settings.ts';
import {
  adaptedPart,
  dataOption,
  examplesPart,
  forwardPart,
  innerUpdatePart,
  inWords,
  loadPart,
  metaLossPart,
  readPart,
  samplePart,
  startPart,
  taskConstants,
} from './python-parts.ts';

/** The file name that the program gives itself in its own words. */
export const PROGRAM_NAME = 'maml.py';

/** Tasks of the last evaluation where the settings ask for none. */
const EVALUATION_TASKS = 600;

function headPart(settings: RunSettings): string {
  const { algorithm, outerSchedule } = settings;
  const math = outerSchedule === 'cosine' ? 'import math\n' : '';
  const order = algorithm === 'maml' ? 'exact second order' : 'first order';
  return `\
"""Model-agnostic meta-learning (Finn et al., 2017), ${order}.

${inWords(settings)}.

    python3 ${PROGRAM_NAME} --data images_background.zip images_evaluation.zip
    torchrun --nproc_per_node 4 ${PROGRAM_NAME} --data ...     # each process takes its part of every meta-batch

The archives are in the folder python of https://github.com/brendenlake/omniglot; omniglot_standard.zip serves
too. Needs PyTorch 1.13 or newer and Pillow. Made by MAML Playground for the settings below: prints a line of
JSON for each meta-iteration and evaluation, and leaves a checkpoint that the page opens.
"""
import argparse
import io
import json
${math}import os
import random
import re
import struct
import zipfile

import torch
import torch.distributed as dist
import torch.nn.functional as F
from PIL import Image`;
}

function constantsPart(settings: RunSettings): string {
  const { steps, innerLr, metaBatch, outerLr, iterations, filters, seed, trainCharacters } = settings;
  const { evaluateEvery, evaluateTasks, evaluateSteps } = settings;
  const few =
    trainCharacters === 0 ? '' : `\nTRAIN_CHARACTERS = ${trainCharacters}  # spread over all there are`;
  return `\
${taskConstants(settings)}
STEPS, ALPHA = ${steps}, ${innerLr}  # inner loop
META_BATCH, BETA, ITERATIONS = ${metaBatch}, ${outerLr}, ${iterations}  # outer loop
FILTERS, SEED = ${filters}, ${seed}${few}
EVALUATE_EVERY, EVALUATE_TASKS, EVALUATE_STEPS = ${evaluateEvery}, ${evaluateTasks || EVALUATION_TASKS}, ${evaluateSteps}

RANK, PROCESSES = int(os.environ.get("RANK", 0)), int(os.environ.get("WORLD_SIZE", 1))
CUDA = torch.cuda.is_available()
DEVICE = torch.device("cuda", int(os.environ.get("LOCAL_RANK", 0))) if CUDA else torch.device("cpu")`;
}

function outerRatePart({ outerSchedule }: RunSettings): string[] {
  if (outerSchedule === 'constant') return [];
  return [
    `\
def outer_rate(iteration):
    """The outer learning rate of an iteration, from 0: a cosine from beta down to 0."""
    return BETA * 0.5 * (1 + math.cos(math.pi * min(1, iteration / ITERATIONS)))`,
  ];
}

function metaIterationPart({ outerSchedule }: RunSettings): string {
  const rate = outerSchedule === 'cosine' ? '    adam.param_groups[0]["lr"] = outer_rate(iteration)\n' : '';
  const more = outerSchedule === 'cosine' ? ', iteration' : '';
  return `\
def meta_iteration(theta, adam, tasks${more}):
    """One step of the outer loop; returns query loss and accuracy after every inner step, means of the meta-batch."""
${rate}    for parameter in theta.values():
        parameter.grad = torch.zeros_like(parameter)
    report = torch.zeros(STEPS + 1, 2, device=DEVICE)
    for support, query in tasks[RANK::PROCESSES]:
        meta_loss, steps = maml_loss(theta, examples(support), examples(query))
        (meta_loss / len(tasks)).backward()
        report += steps / len(tasks)
    for parameter in theta.values():
        total(parameter.grad)
    adam.step()
    return total(report)


def total(tensor):
    """The sum over all processes, in place."""
    if PROCESSES > 1:
        dist.all_reduce(tensor)
    return tensor`;
}

const evaluatePart = `\
def evaluate(theta, characters, iteration):
    """Accuracy on the same new tasks every time, with the half-width of the 95 % interval of its mean."""
    chance = random.Random(SEED)
    reports = torch.zeros(EVALUATE_TASKS, EVALUATE_STEPS + 1, 2, device=DEVICE)
    for task in range(EVALUATE_TASKS):
        support, query = sample(characters, chance)
        if task % PROCESSES == RANK:
            reports[task] = adapted(theta, examples(support), examples(query))
    accuracy = total(reports)[:, :, 1]
    interval = 1.96 * accuracy.std(0) / EVALUATE_TASKS**0.5
    say(type="evaluation", iteration=iteration, tasks=EVALUATE_TASKS, queryAccuracy=accuracy.mean(0), ci95=interval)


def say(**event):
    if RANK == 0:
        print(json.dumps(event, default=lambda tensor: [round(value, 6) for value in tensor.tolist()]), flush=True)`;

const fixedPart = `\
def fixed(path):
    """Meta-batches from a file, to repeat another program's: bytes [iteration, task, way, drawing, 28, 28]."""
    with open(path, "rb") as file:
        drawings = torch.frombuffer(bytearray(file.read()), dtype=torch.uint8)
    batches = drawings.reshape(-1, META_BATCH, WAYS, SHOTS + QUERIES, 28, 28)
    return [[(task[:, :SHOTS], task[:, SHOTS:]) for task in batch] for batch in batches]`;

function savePart(settings: RunSettings): string {
  // The backend is the page's own affair.
  const options = Object.entries(toOptions(settings)).filter(([name]) => name !== 'backend');
  const entries = options.map(([name, value]) => `"${name}": ${python(value)}`);
  return `\
def save(path, theta, iteration):
    """Writes a checkpoint (safetensors) that the page, and --checkpoint, open."""
    run = {${wrapped(entries, '        ')}}
    biases = {f"blocks.{block}.conv.bias": torch.zeros(FILTERS) for block in range(4)}
    header, values = {"__metadata__": {"format": "pt", "run": json.dumps({**run, "iteration": iteration})}}, b""
    for name, tensor in {**theta, **biases}.items():
        part = struct.pack(f"<{tensor.numel()}f", *tensor.flatten().tolist())
        offsets = [len(values), len(values) + len(part)]
        header[name] = {"dtype": "F32", "shape": list(tensor.shape), "data_offsets": offsets}
        values += part
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + values)`;
}

function python(value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return JSON.stringify(value);
}

/** Entries of a literal, a few to a line. */
function wrapped(entries: readonly string[], indent: string): string {
  const lines: string[] = [];
  for (const entry of entries) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + entry.length < 96) lines[lines.length - 1] = `${last}, ${entry}`;
    else lines.push(entry);
  }
  return `\n${lines.map((line) => `${indent}${line},`).join('\n')}\n    `;
}

function mainPart({ trainCharacters, rotations, outerSchedule }: RunSettings): string {
  const few =
    trainCharacters === 0
      ? ''
      : `
    if TRAIN_CHARACTERS < len(train):
        train = [train[i * len(train) // TRAIN_CHARACTERS] for i in range(TRAIN_CHARACTERS)]`;
  const turned = rotations
    ? `
    train = [torch.rot90(each, turns, (1, 2)) for turns in range(4) for each in train]  # turned ones are new classes`
    : '';
  const more = outerSchedule === 'cosine' ? ', iteration' : '';
  return `\
def main():
    parser = argparse.ArgumentParser()
${dataOption}
    parser.add_argument("--checkpoint", metavar="FILE", help="safetensors: weights to start from")
    parser.add_argument("--episodes", metavar="FILE", help="meta-batches to train on, instead of --data")
    parser.add_argument("--out", metavar="FILE", default="maml.safetensors", help="where the weights go")
    options = parser.parse_args()
    if not options.data and not options.episodes:
        parser.error("--data: where are images_background.zip and images_evaluation.zip?")
    if CUDA:
        torch.cuda.set_device(DEVICE)
        torch.backends.cudnn.allow_tf32 = False  # float32 throughout, as in the page
    if PROCESSES > 1:
        dist.init_process_group("nccl" if CUDA else "gloo")

    torch.manual_seed(SEED)
    theta = start()
    if options.checkpoint:
        saved = load(options.checkpoint)
        theta = {name: saved[name] for name in theta}
    theta = {name: tensor.to(DEVICE).requires_grad_() for name, tensor in theta.items()}
    adam = torch.optim.Adam(theta.values(), lr=BETA)

    train, test = read(options.data)${few}
    train, test = ([each for each in half if len(each) >= SHOTS + QUERIES] for half in (train, test))${turned}
    if options.data and min(len(train), len(test)) < WAYS:
        parser.error(f"a task needs {WAYS} characters; found {len(train)} for training and {len(test)} for test")
    batches = fixed(options.episodes) if options.episodes else None
    chance = random.Random(SEED)
    for iteration in range(len(batches) if batches else ITERATIONS):
        tasks = batches[iteration] if batches else [sample(train, chance) for _ in range(META_BATCH)]
        report = meta_iteration(theta, adam, tasks${more})
        say(type="iteration", iteration=iteration + 1, queryLoss=report[:, 0], queryAccuracy=report[:, 1])
        if test and EVALUATE_EVERY and (iteration + 1) % EVALUATE_EVERY == 0 and iteration + 1 < ITERATIONS:
            evaluate(theta, test, iteration + 1)
    if test:
        evaluate(theta, test, iteration + 1)
    if RANK == 0:
        save(options.out, theta, iteration + 1)


if __name__ == "__main__":
    main()
`;
}

/**
 * The settings as a PyTorch program: plain autograd, PyTorch 1.13 or newer and Pillow. It reads the same archives,
 * splits them as the page does, and trains the same network by the same algorithm; episodes and random weights
 * are drawn by Python. `--checkpoint` and `--episodes` hand it those of another program.
 */
export function programOf(settings: RunSettings): string {
  return [
    `${headPart(settings)}\n\n${constantsPart(settings)}`,
    startPart(settings),
    forwardPart(settings),
    innerUpdatePart(settings, settings.algorithm === 'maml'),
    metaLossPart(settings),
    ...outerRatePart(settings),
    metaIterationPart(settings),
    adaptedPart,
    evaluatePart,
    examplesPart(settings),
    samplePart,
    readPart,
    fixedPart,
    loadPart,
    savePart(settings),
    mainPart(settings),
  ].join('\n\n\n');
}
