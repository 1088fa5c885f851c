/** Added to the variance inside the root, as PyTorch does. */
export const EPSILON = 1e-5;
