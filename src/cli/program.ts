/** A wrong option or file: said in one line, and the program ends with code 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

/** Prints one event on stdout as a line of JSON. */
export function printJson(event: object): void {
  process.stdout.write(`${JSON.stringify(event)}\n`);
}

/** Prints an event of a run: a warning as a line on stderr, any other as JSON on stdout. */
export function printEvent(event: object): void {
  if ('type' in event && event.type === 'warning' && 'message' in event) {
    process.stderr.write(`${event.message}\n`);
  } else printJson(event);
}

function firstLine(text: string): string {
  return text.split('\n')[0];
}

/** What went wrong, in one line, without the browser driver's stack. */
export function oneLine(error: unknown): string {
  return firstLine(error instanceof Error ? error.message : String(error)).replace(
    /^page\.evaluate: (\w*Error: )?/,
    '',
  );
}

/** What is to be done when stdout takes no more; by default the program ends at once. */
let whenOutputEnds: (() => void) | null = null;

/** Lets a program end in order when stdout takes no more. */
export function onOutputEnd(stop: () => void): void {
  whenOutputEnds = stop;
}

/**
 * Runs a program's body and sets the exit code: what it returns, 2 for a wrong option or file, 1 for any
 * other failure, stdout that cannot be written among them. A failure is one line on stderr.
 */
export async function runProgram(body: () => Promise<number>): Promise<void> {
  let outputCode: number | null = null;
  // Where nobody can be told, the program still ends in order.
  process.stderr.on('error', () => {});
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (outputCode !== null) return;
    // A reader such as `head` that has seen enough is no failure.
    outputCode = error.code === 'EPIPE' ? 0 : 1;
    if (outputCode === 1) process.stderr.write(`stdout cannot be written (${error.code}).\n`);
    if (whenOutputEnds === null) process.exit(outputCode);
    else whenOutputEnds();
  });
  let code: number;
  try {
    code = await body();
  } catch (error) {
    if (outputCode === null) process.stderr.write(`${oneLine(error)}\n`);
    code = error instanceof UsageError ? 2 : 1;
  }
  // What a signal asks for stands: a terminal that closes takes stdout with it.
  process.exitCode = code === 0 ? (outputCode ?? 0) : code;
}
