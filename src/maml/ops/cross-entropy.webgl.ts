import type { Pass, Texels } from './op.ts';
import { constants, perValue } from './per-value.webgl.ts';

type Tensors = Record<string, Texels>;

const sizes = ({ shape: [tasks, examples, ways] }: Texels) =>
  constants({ TASKS: tasks, EXAMPLES: examples, WAYS: ways });

/** GLSL: log-sum-exp of the example of z whose first logit is value `first`. */
const logSumExp = (z: string) => `
  float logSum_${z}(int first) {
    float most = ${z}At(first);
    for (int k = 1; k < WAYS; k++) most = max(most, ${z}At(first + k));
    float sum = 0.0;
    for (int k = 0; k < WAYS; k++) sum += exp(${z}At(first + k) - most);
    return most + log(sum);
  }`;

/** GLSL: a task's mean loss. */
const meanLoss = (z: string) => `
  ${logSumExp(z)}
  float loss_${z}(int task) {
    float sum = 0.0;
    for (int n = task * EXAMPLES; n < (task + 1) * EXAMPLES; n++) {
      sum += logSum_${z}(n * WAYS) - ${z}At(n * WAYS + int(labelsAt(n)));
    }
    return sum / float(EXAMPLES);
  }`;

/** GLSL: how many of a task's examples have their first largest logit at the label. */
const hitCount = (z: string) => `
  float hits_${z}(int task) {
    float hits = 0.0;
    for (int n = task * EXAMPLES; n < (task + 1) * EXAMPLES; n++) {
      int best = 0;
      float most = ${z}At(n * WAYS);
      for (int k = 1; k < WAYS; k++) {
        float logit = ${z}At(n * WAYS + k);
        if (logit > most) { most = logit; best = k; }
      }
      hits += best == int(labelsAt(n)) ? 1.0 : 0.0;
    }
    return hits;
  }`;

/** A pass for one value per logit; `expression` knows the task, the example, its first logit and p. */
function perLogit(reads: Tensors, result: Texels, code: string): Pass {
  return perValue(
    reads,
    result,
    `${sizes(reads.z)}
    ${logSumExp('z')}
    float value(int v) {
      int example = quotient(v, WAYS);
      int task = quotient(example, EXAMPLES);
      int first = example * WAYS;
      float logSum = logSum_z(first);
      float p = exp(zAt(v) - logSum);
      ${code}
    }`,
  );
}

export function crossEntropyWebgl({ z, labels }: Tensors, [loss]: Texels[]): Pass[] {
  const code = `${sizes(z)} ${meanLoss('z')} float value(int v) { return loss_z(v); }`;
  return [perValue({ z, labels }, loss, code)];
}

export function crossEntropyGradientWebgl({ z, dy, labels }: Tensors, [dz]: Texels[]): Pass[] {
  const code = `
    float hit = int(labelsAt(example)) == v - first ? 1.0 : 0.0;
    return dyAt(task) * (p - hit) / float(EXAMPLES);`;
  return [perLogit({ z, dy, labels }, dz, code)];
}

export function crossEntropyTangentWebgl({ z, u, dy }: Tensors, [toZ]: Texels[]): Pass[] {
  const code = `
    float mean = 0.0;
    for (int k = 0; k < WAYS; k++) mean += exp(zAt(first + k) - logSum) * uAt(first + k);
    return dyAt(task) * p * (uAt(v) - mean) / float(EXAMPLES);`;
  return [perLogit({ z, u, dy }, toZ, code)];
}

export function probabilitiesWebgl({ z }: Tensors, [p]: Texels[]): Pass[] {
  return [perLogit({ z }, p, 'return p;')];
}

export function reportWebgl({ labels, ...logits }: Tensors, [figures]: Texels[]): Pass[] {
  const steps = Object.keys(logits).length;
  const names = Array.from({ length: steps }, (_, step) => `z${step}`);
  const choose = (figure: string, first: number) =>
    names.map((z, step) => `if (row == ${first + step}) return ${figure}_${z}(task);`).join('\n');
  const code = `
    ${sizes(logits.z0)}
    ${names.map((z) => meanLoss(z) + hitCount(z)).join('\n')}
    float value(int v) {
      int row = quotient(v, TASKS);
      int task = v - row * TASKS;
      ${choose('loss', 0)}
      ${choose('hits', steps)}
      return 0.0;
    }`;
  return [perValue({ labels, ...logits }, figures, code)];
}
