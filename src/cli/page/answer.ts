/** What a program asked the page for, or what is wrong with the files it was given. */
export type Answer<Value> = { value: Value } | { problem: string };

const FILE_PROBLEMS = ['DataError', 'TooFewError', 'CheckpointError'];

/** Turns what is wrong with a person's files into an answer; any other error stays one. */
export async function answer<Value>(work: Promise<Value>): Promise<Answer<Value>> {
  try {
    return { value: await work };
  } catch (error) {
    // By name: an error loses its class on its way out of a worker.
    if (error instanceof Error && FILE_PROBLEMS.includes(error.name)) return { problem: error.message };
    throw error;
  }
}
