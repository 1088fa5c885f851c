/** What a text is as JSON; undefined where it is none, so that a schema refuses it as it does any other wrong value. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
