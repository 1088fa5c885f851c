import { type Dataset, splitCharacters } from '#data';
import type { RunSettings } from '#maml';
import type { ClassPool, EpisodeBatch } from '#tasks';
import { createEpisodeSource, type Preview } from '#workers';

/** A data set in use, and which of those that were: another one is another subject. */
export interface DataInUse {
  dataset: Dataset;
  id: number;
}

/** A task by its place among those of a purpose, from 0. */
export interface TaskPlace {
  purpose: 'curve' | 'preview';
  index: number;
}

/**
 * The task of an episode's number, from 1: the first one is the task beside the run, the others come in order. Null
 * as long as no task beside the run is known that goes with the settings.
 */
export function placeOf(
  number: number,
  preview: Preview | null,
  { ways, shots, queries }: RunSettings,
): TaskPlace | null {
  if (number > 1) return { purpose: 'preview', index: number - 1 };
  if (preview === null) return null;
  const { episode, task: index } = preview;
  const fits = episode.ways === ways && episode.shots === shots && episode.queries === queries;
  return fits ? { purpose: 'curve', index } : null;
}

/** A task, and what its characters are for. */
export interface FilmTask {
  episode: EpisodeBatch;
  split: ClassPool;
}

/** Keeps the task that was asked for last: the same object in every film of it. */
export class FilmTasks {
  private last: ({ key: string } & FilmTask) | null = null;

  /** @throws TooFewError where the data set is too small for it. */
  take({ dataset, id }: DataInUse, { purpose, index }: TaskPlace, settings: RunSettings): FilmTask {
    const { ways, shots, queries, seed, split, validationShare, tasksWithin, evaluateRotations } = settings;
    const drawnBy = [ways, shots, queries, seed, split, validationShare, tasksWithin, evaluateRotations];
    const key = [id, purpose, index, ...drawnBy].join();
    if (this.last?.key !== key) {
      const parts = splitCharacters(dataset.characters, settings);
      const { watched } = createEpisodeSource(dataset, parts, settings);
      this.last = { key, split: watched.split, episode: watched.tasks(purpose, index, 1) };
    }
    return this.last;
  }
}
