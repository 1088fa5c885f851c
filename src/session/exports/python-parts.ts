import { RATE } from '#facts';
import type { NetworkName, RunSettings } from '#maml';
import { pythonAlgorithms } from './python-algorithms.ts';

// Python, a part at a time, for `programOf` and `evaluationScriptOf`. No part holds a branch that its settings
// do not take, so that what is left reads like the paper.

/** What a network does and learns, as far as networks differ. */
interface PythonNetwork {
  words: string;
  block: string;
  /** How many of the linear layer's inputs come from each filter. */
  inputs: number;
  /** The paper's code: batch norm without gain, shifts that no task moves, a mean over the last map. */
  isPaper?: true;
}

const STRIDED = `\
        # As TensorFlow's SAME: one row and column at the end, or one all around where the side is odd.
        x = F.pad(x, (1, 1, 1, 1) if x.shape[-1] % 2 else (0, 1, 0, 1))
        x = F.conv2d(x, kernel, stride=2)`;

const NETWORKS: Record<NetworkName, PythonNetwork> = {
  strided: {
    words: 'four convolutions of stride 2',
    block: `\
${STRIDED}
        x = F.relu(F.batch_norm(x, None, None, gain, shift, training=True))`,
    inputs: 4,
  },
  'strided-paper': {
    words: "four convolutions of stride 2, as in the paper's code",
    block: `\
${STRIDED}
        x = F.relu(F.batch_norm(x, None, None, None, shift, training=True, eps=1e-3))`,
    inputs: 1,
    isPaper: true,
  },
  pooled: {
    words: 'four convolutions, each with a 2x2 max pool',
    block: `\
        x = F.conv2d(x, kernel, padding=1)
        x = F.relu(F.batch_norm(x, None, None, gain, shift, training=True))
        x = F.max_pool2d(x, 2)`,
    inputs: 1,
  },
  'pooled-blog': {
    words: 'four convolutions of stride 2, each with a 2x2 max pool',
    block: `\
        x = F.conv2d(x, kernel, stride=2, padding=2)
        x = F.max_pool2d(F.batch_norm(x, None, None, gain, shift, training=True), 2)
        x = F.relu(x)`,
    inputs: 1,
  },
};

/** The task and the network in words: `5-way 1-shot; 16 filters, four convolutions of stride 2`. */
export function inWords({ ways, shots, network, filters }: RunSettings): string {
  return `${ways}-way ${shots}-shot; ${filters} filters, ${NETWORKS[network].words}`;
}

/** The task's sizes, as Python's constants. */
export function taskConstants({ ways, shots, queries }: RunSettings): string {
  return `\
WAYS, SHOTS, QUERIES = ${ways}, ${shots}, ${queries}  # classes of a task; drawings of each to learn from, and to be asked`;
}

export function startPart({ network, algorithm }: RunSettings): string {
  const { inputs, isPaper } = NETWORKS[network];
  const { learns } = pythonAlgorithms[algorithm];
  const rate = learns === undefined ? '' : `RATE = "${RATE}."  # begins the names of learnt rates\n\n\n`;
  const features = inputs === 1 ? 'FILTERS' : `${inputs} * FILTERS`;
  const gain = isPaper ? '' : '\n        theta[f"blocks.{block}.norm.weight"] = torch.ones(FILTERS)';
  const [also, linear] = isPaper
    ? [', normal ones in the last layer', 'torch.randn']
    : ['', 'torch.nn.init.xavier_uniform_(torch.empty'];
  return `\
${rate}def start():
    """Random weights (Glorot's, uniform${also}), zero biases; convolutions have none.${learns === undefined ? '' : ' Learnt rates begin at alpha.'}"""
    theta = {}
    for block in range(4):
        kernel = torch.empty(FILTERS, FILTERS if block else 1, 3, 3)
        theta[f"blocks.{block}.conv.weight"] = torch.nn.init.xavier_uniform_(kernel)${gain}
        theta[f"blocks.{block}.norm.bias"] = torch.zeros(FILTERS)
    theta["linear.weight"] = ${linear}(WAYS, ${features})${isPaper ? '' : ')'}
    theta["linear.bias"] = torch.zeros(WAYS)${learns === undefined ? '' : `\n    ${learns}`}
    return theta`;
}

export function forwardPart({ network }: RunSettings): string {
  const { block, isPaper } = NETWORKS[network];
  const norm = isPaper
    ? 'shift = theta[f"blocks.{block}.norm.bias"]'
    : 'gain, shift = theta[f"blocks.{block}.norm.weight"], theta[f"blocks.{block}.norm.bias"]';
  return `\
def forward(theta, x):
    """Logits of images [n, 1, 28, 28]. Batch norm always takes the statistics of these n."""
    for block in range(4):
        kernel = theta[f"blocks.{block}.conv.weight"]
        ${norm}
${block}
    return F.linear(x.${isPaper ? 'mean((2, 3))' : 'flatten(1)'}, theta["linear.weight"], theta["linear.bias"]).float()


def loss(theta, examples):
    x, y = examples
    return F.cross_entropy(forward(theta, x), y)


@torch.no_grad()
def measure(theta, examples):
    """Loss and accuracy, which nothing is learnt from."""
    x, y = examples
    logits = forward(theta, x)
    return torch.stack([F.cross_entropy(logits, y), (logits.argmax(1) == y).float().mean()])`;
}

/** Adaptation: the inner loop, which meta-training and evaluation share. */
export function adaptPart(settings: RunSettings): string {
  const fixed = NETWORKS[settings.network].isPaper ? 'name.endswith("norm.bias")' : null;
  return `\
${pythonAlgorithms[settings.algorithm].innerUpdate(fixed)}


def adapt(theta, support, query, steps):
    """The weights after the inner loop, and query loss and accuracy after 0, 1, ..., \`steps\` steps of it."""
    phi, report = theta, [measure(theta, query)]
    for _ in range(steps):
        phi = inner_update(phi, support)
        report.append(measure(phi, query))
    return phi, torch.stack(report)


def adapted(theta, support, query):
    """Query loss and accuracy on a task that nothing is learnt from."""
    return adapt(theta, support, query, EVALUATE_STEPS)[1]


def each_task(function, theta, tasks, at_once):
    """What a function tells of every task, stacked: one task after the other, or all of them at once."""
    tasks = [(examples(support), examples(query)) for support, query in tasks]
    if at_once:
        return vmap(function, in_dims=(None, 0, 0))(theta, *default_collate(tasks))
    return default_collate([function(theta, *task) for task in tasks])`;
}
