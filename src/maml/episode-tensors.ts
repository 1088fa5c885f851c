import { tensor } from '@tensorflow/tfjs-core';
import { PIXELS, SIDE } from '#data';
import type { EpisodeBatch } from '#tasks';
import type { TaskBatch } from './algorithms/adapt.ts';
import type { Ink } from './settings.ts';

function toUnit(bytes: Uint8Array, ink: Ink): Float32Array {
  const values = new Float32Array(bytes.length);
  const table = Float32Array.from({ length: 256 }, (_, grey) => (ink === 'high' ? 255 - grey : grey) / 255);
  for (let i = 0; i < bytes.length; i++) values[i] = table[bytes[i]];
  return values;
}

/** Uploads a meta-batch: images `[task, image, 28, 28, 1]` in 0..1 of the given polarity, labels `[task, image]`. */
export function episodeTensors(batch: EpisodeBatch, ink: Ink): TaskBatch {
  const examples = (bytes: Uint8Array, labels: Int32Array) => {
    const images = bytes.length / PIXELS / batch.tasks;
    return {
      x: tensor(toUnit(bytes, ink), [batch.tasks, images, SIDE, SIDE, 1]),
      y: tensor(Float32Array.from(labels), [batch.tasks, images]),
    };
  };
  return {
    tasks: batch.tasks,
    support: examples(batch.support, batch.supportLabels),
    query: examples(batch.query, batch.queryLabels),
  };
}
