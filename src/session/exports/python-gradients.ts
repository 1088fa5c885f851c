import type { AlgorithmName } from '#maml';

/** What the program says of an algorithm, and its meta-gradient in Python. */
interface GradientPart {
  /** Of which order it is, in words. */
  order: string;
  /** The function `meta_gradient`. */
  part: string;
}

/** The meta-gradient of each algorithm: a function over `adapt`, as in the engine. */
export const gradientParts: Record<AlgorithmName, GradientPart> = {
  maml: {
    order: 'exact second order',
    part: `\
def meta_gradient(theta, support, query):
    """MAML: the query loss after the inner loop, differentiated through every inner step. Beside it the report."""

    def meta_loss(theta):
        phi, report = adapt(theta, support, query, STEPS)
        return loss(phi, query), report

    return grad(meta_loss, has_aux=True)(theta)`,
  },
  fomaml: {
    order: 'first order',
    part: `\
def meta_gradient(theta, support, query):
    """First-order MAML: the gradient of the query loss where the inner loop has ended. Beside it the report."""
    phi, report = adapt(theta, support, query, STEPS)
    return grad(loss)(phi, query), report`,
  },
};
