/** A part of the program that is loaded when it is needed does not come, however often it was asked for. */
export class PartUnavailable extends Error {
  override name = 'PartUnavailable';
  override message = 'A part of the page could not be loaded.';
}

/** Milliseconds between one try and the next. */
const WAITS = [300, 1200];

/**
 * Loads a part of the program, with further tries where it does not come.
 *
 * @param load imports the part; browsers of before 2026 keep a failed import until the page is loaded anew
 * @throws PartUnavailable after the last try
 */
export async function loadPart<Part>(load: () => Promise<Part>): Promise<Part> {
  for (const wait of WAITS) {
    try {
      return await load();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, wait));
    }
  }
  return load().catch((cause) => {
    throw new PartUnavailable(undefined, { cause });
  });
}
