import type { AlgorithmName } from '#maml';

// What tells one algorithm from another in Python, a part at a time: `start`, `inner_update` and `meta_gradient`.

interface PythonAlgorithm {
  /** Its name, source and order, in words. */
  words: string;
  /** The last lines of `start`: what is learnt beside the network's weights; absent: nothing. */
  learns?: string;
  /**
   * The function `inner_update`.
   *
   * @param fixed of a `name`, whether the network keeps it from the inner loop; null: it keeps none
   */
  innerUpdate(fixed: string | null): string;
  /** The function `meta_gradient`: over `adapt`, as in the engine. */
  metaGradient: string;
}

const gradientDescent = (fixed: string | null) => `\
def inner_update(phi, support):
    """One step of the inner loop: phi - alpha * gradient of the support loss.${fixed === null ? '' : " Batch norm's shifts stay as they are."}"""
    gradient = grad(loss)(phi, support)
    return {name: ${fixed === null ? '' : `phi[name] if ${fixed} else `}phi[name] - ALPHA * gradient[name] for name in phi}`;

const headDescent = () => `\
def inner_update(phi, support):
    """One step of the inner loop: the last layer alone moves, by -alpha * gradient of the support loss."""
    head = {name: phi[name] for name in ("linear.weight", "linear.bias")}
    gradient = grad(lambda head: loss({**phi, **head}, support))(head)
    return {**phi, **{name: head[name] - ALPHA * gradient[name] for name in head}}`;

const rateDescent = (fixed: string | null) => `\
def inner_update(phi, support):
    """One step of the inner loop: phi - its learnt rates * gradient of the support loss.${fixed === null ? '' : " Batch norm's shifts stay as they are."}"""
    weights = {name: phi[name] for name in phi if not name.startswith(RATE)}
    gradient = grad(loss)(weights, support)
    moved = {name: phi[name] - phi[RATE + name] * gradient[name] for name in weights${fixed === null ? '' : ` if not ${fixed}`}}
    return {**phi, **moved}`;

/** The query loss, differentiated through the inner loop. */
const exactly = (name: string) => `\
def meta_gradient(theta, support, query):
    """${name}: the query loss after the inner loop, differentiated through every inner step. Beside it the report."""

    def meta_loss(theta):
        phi, report = adapt(theta, support, query, STEPS)
        return loss(phi, query), report

    return grad(meta_loss, has_aux=True)(theta)`;

/** What the end of the inner loop tells, which is not differentiated. */
const afterwards = (words: string, gradient: string) => `\
def meta_gradient(theta, support, query):
    """${words}. Beside it the report."""
    phi, report = adapt(theta, support, query, STEPS)
    return ${gradient}, report`;

export const pythonAlgorithms: Record<AlgorithmName, PythonAlgorithm> = {
  maml: {
    words: 'Model-agnostic meta-learning (Finn et al., 2017), exact second order',
    innerUpdate: gradientDescent,
    metaGradient: exactly('MAML'),
  },
  fomaml: {
    words: 'Model-agnostic meta-learning (Finn et al., 2017), first order',
    innerUpdate: gradientDescent,
    metaGradient: afterwards(
      'First-order MAML: the gradient of the query loss where the inner loop has ended',
      'grad(loss)(phi, query)',
    ),
  },
  anil: {
    words: 'ANIL (Raghu et al., 2020): MAML whose inner loop moves the last layer alone; exact second order',
    innerUpdate: headDescent,
    metaGradient: exactly('ANIL'),
  },
  reptile: {
    words: 'Reptile (Nichol et al., 2018)',
    innerUpdate: gradientDescent,
    metaGradient: afterwards(
      'Reptile: from where the inner loop has ended back to the start',
      '{name: theta[name] - phi[name] for name in theta}',
    ),
  },
  'meta-sgd': {
    words: 'Meta-SGD (Li et al., 2017): MAML with a learnt inner rate for every weight; exact second order',
    learns:
      'theta.update({RATE + name: torch.full_like(tensor, ALPHA) for name, tensor in [*theta.items()]})',
    innerUpdate: rateDescent,
    metaGradient: exactly('Meta-SGD'),
  },
};
