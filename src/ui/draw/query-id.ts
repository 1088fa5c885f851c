/** The third step's heading, to which the second leads where it lies below. */
export const QUERY_ID = 'draw-query';
