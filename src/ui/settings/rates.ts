/** Limits and ticks of the two learning rates' sliders. */
export const INNER_RATE = { min: 0.001, max: 10, ticks: [0.001, 0.01, 0.1, 1, 10] };
export const OUTER_RATE = { min: 0.00001, max: 0.1, ticks: [0.00001, 0.001, 0.1] };
