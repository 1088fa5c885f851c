import { expect, test } from 'vitest';
import { chunksOf, shareTasks, tasksAtOnce } from '../../../src/maml/meta-batch.ts';
import type { EpisodeBatch } from '../../../src/tasks/index.ts';

/** A batch whose every byte and label tells its task. */
function batchOf(tasks: number, images = 2): EpisodeBatch {
  const perTask = <T>(each: number, value: (task: number) => T) =>
    Array.from({ length: tasks * each }, (_, i) => value(Math.floor(i / each)));
  return {
    tasks,
    ways: 1,
    shots: images,
    queries: images,
    support: Uint8Array.from(perTask(images * 784, (task) => task)),
    supportLabels: Int32Array.from(perTask(images, (task) => task)),
    query: Uint8Array.from(perTask(images * 784, (task) => 100 + task)),
    queryLabels: Int32Array.from(perTask(images, (task) => task)),
  };
}

const tasksIn = (batch: EpisodeBatch) => [...new Set(batch.supportLabels)];

test('tasks are shared as evenly as can be, every one once and in order', () => {
  for (const [tasks, shares] of [
    [4, 2],
    [5, 2],
    [32, 3],
    [2, 8],
  ]) {
    const parts = shareTasks(batchOf(tasks), shares);
    expect(parts.length).toBe(Math.min(tasks, shares));
    expect(parts.flatMap(tasksIn)).toEqual(Array.from({ length: tasks }, (_, i) => i));
    const sizes = parts.map((part) => part.tasks);
    expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
    for (const part of parts) expect(part.query.length).toBe(part.tasks * 2 * 784);
  }
});

test('chunks share the bytes of the batch', () => {
  const batch = batchOf(6);
  const chunks = chunksOf(batch, 2);
  expect(chunks.map(tasksIn)).toEqual([
    [0, 1],
    [2, 3],
    [4, 5],
  ]);
  expect(chunks[1].query.buffer).toBe(batch.query.buffer);
  expect(chunks[1].query[0]).toBe(102);
});

test('a graphics card takes all tasks at a time, or as many as divide the batch and fit', () => {
  expect(tasksAtOnce(batchOf(32, 5), 64)).toBe(32);
  const large = batchOf(32, 75);
  const size = tasksAtOnce(large, 64);
  expect(size).toBeLessThan(32);
  expect(32 % size).toBe(0);
  expect(tasksAtOnce(batchOf(4, 75), 64)).toBe(4);
});
