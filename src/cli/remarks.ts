import type { OpenedCheckpoint } from '#session';

/** Names in a sentence: the first few, and how many more. */
const MOST_NAMES = 3;

function named(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return names.slice(0, MOST_NAMES).join(', ') + (more > 0 ? ` and ${more} more` : '');
}

/** What is to be said on stderr of a checkpoint that has been through other programs: a line, or none. */
export function remarkLines(file: string, { checkpoint, remarks }: OpenedCheckpoint): string[] {
  const { tensors, settings, alternatives, isUncounted } = remarks;
  const said = [
    tensors.length > 0 && `tensors that the network has no use for are left out (${named(tensors)})`,
    settings.length > 0 && `settings of another version are left out (${named(settings)})`,
    alternatives.length > 0 &&
      `taken for ${checkpoint.settings.network}, whose shapes ${alternatives.join(' and ')} has too (--network tells)`,
    isUncounted && 'how many meta-iterations were done is not said: counted from 1',
  ].filter((remark) => remark !== false);
  return said.length === 0 ? [] : [`${file}: ${said.join('; ')}.`];
}
