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

/**
 * Runs a program's body and sets the exit code: what it returns, 2 for a wrong option or file, 1 for any
 * other failure. Either failure is one line on stderr.
 */
export async function runProgram(body: () => Promise<number>): Promise<void> {
  // A reader such as `head` that has seen enough is no failure.
  process.stdout.on('error', () => process.exit(0));
  try {
    process.exitCode = await body();
  } catch (error) {
    process.stderr.write(`${oneLine(error)}\n`);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  }
}
