import { describe, expect, test } from 'vitest';
import { PIXELS, SIDE } from '#data';
import type { EpisodeBatch } from '#tasks';
import { isOvertaken, LatestWins, Overtaken } from '../../../src/workers/latest-wins.ts';
import { StudioClient } from '../../../src/workers/studio.client.ts';
import { measureDrawn } from '../../../src/workers/studio.measure.ts';
import { NearestNeighbour } from '../../../src/workers/studio.nearest.ts';
import type { Answers, StudioService } from '../../../src/workers/studio.protocol.ts';
import { settings } from './fake-engine.ts';

/** A job that ends when it is told to. */
function job() {
  let finish: (value: string) => void = () => {};
  let fail: (error: Error) => void = () => {};
  const ended = new Promise<string>((resolve, reject) => {
    finish = resolve;
    fail = reject;
  });
  return { run: () => ended, finish, fail };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

describe('the latest request wins', () => {
  test('of those that wait, and what is under way is finished', async () => {
    const requests = new LatestWins();
    const first = job();
    const done: string[] = [];
    const ask = (kind: string, name: string) =>
      requests
        .run(kind, async () => {
          done.push(name);
          return name;
        })
        .catch((error) => (isOvertaken(error) ? 'overtaken' : 'failed'));
    const under = requests.run('answer', first.run);
    const answers = Array.from({ length: 60 }, (_, i) => ask('answer', `answer ${i}`));
    const film = ask('film', 'film');
    first.finish('first');
    expect(await under).toBe('first');
    expect(await Promise.all(answers)).toEqual([...Array(59).fill('overtaken'), 'answer 59']);
    expect(await film).toBe('film');
    expect(done).toEqual(['answer 59', 'film']);
  });

  test('a later request does not take the turn of the one it overtakes', async () => {
    const requests = new LatestWins();
    const first = job();
    const done: string[] = [];
    const ask = (kind: string, name: string) => requests.run(kind, async () => done.push(name));
    const under = requests.run('film', first.run);
    const early = ask('answer', 'answer of old');
    const adapt = ask('adapt', 'adapt');
    const late = ask('answer', 'answer of new');
    first.finish('');
    await expect(early).rejects.toThrow(Overtaken);
    await Promise.all([under, adapt, late]);
    expect(done).toEqual(['adapt', 'answer of new']);
  });

  test('a failure is the own one alone', async () => {
    const requests = new LatestWins();
    const bad = job();
    const under = requests.run('answer', bad.run);
    const next = requests.run('answer', async () => 'next');
    bad.fail(new Error('broken'));
    await expect(under).rejects.toThrow('broken');
    expect(await next).toBe('next');
  });
});

describe('the client', () => {
  const answer = (way: number): Answers => ({
    learnt: new Float32Array(2),
    random: new Float32Array(2),
    nearest: way,
  });
  const drawing = (way: number) => new Uint8Array(PIXELS).fill(way);

  /** A client whose places answer with a drawing's first pixel, unless `holds`. */
  function open({ holds = false } = {}) {
    const places: { ended: boolean; break(error: Error): void; asked: number }[] = [];
    const client = new StudioClient((onBroken) => {
      const place = { ended: false, break: onBroken, asked: 0 };
      places.push(place);
      const service = {
        answer(pixels: Uint8Array) {
          place.asked++;
          return holds ? new Promise<Answers>(() => {}) : Promise.resolve(answer(pixels[0]));
        },
      } as Partial<StudioService> as StudioService;
      return {
        service,
        end: () => {
          place.ended = true;
        },
      };
    });
    return { client, places };
  }

  test('starts its worker at the first call, and keeps it', async () => {
    const { client, places } = open();
    expect(places).toHaveLength(0);
    expect((await client.answer(drawing(3))).nearest).toBe(3);
    expect((await client.answer(drawing(4))).nearest).toBe(4);
    expect(places).toHaveLength(1);
  });

  test('asks its worker one thing at a time', async () => {
    const { client, places } = open({ holds: true });
    const asked = Array.from({ length: 20 }, (_, i) => client.answer(drawing(i)));
    const outcomes = asked.map((promise) => promise.catch(isOvertaken));
    await settled();
    expect(places[0].asked).toBe(1);
    client.close();
    expect(await Promise.all(outcomes)).toEqual(Array(20).fill(true));
  });

  test('closed, it ends its worker, and starts another at the next call', async () => {
    const { client, places } = open();
    await client.answer(drawing(1));
    client.close();
    expect(places[0].ended).toBe(true);
    expect((await client.answer(drawing(2))).nearest).toBe(2);
    expect(places).toHaveLength(2);
    client.close();
    client.close();
  });

  test('a worker that breaks rejects what it was asked, and is replaced', async () => {
    const { client, places } = open({ holds: true });
    const lost = client.answer(drawing(1));
    await settled();
    places[0].break(new Error('out of memory'));
    await expect(lost).rejects.toThrow('out of memory');
    expect(places[0].ended).toBe(true);
    const next = client.answer(drawing(2));
    await settled();
    expect(places).toHaveLength(2);
    // What a worker says after its end is of no more interest.
    places[0].break(new Error('late'));
    expect(places[1].ended).toBe(false);
    client.close();
    await expect(next).rejects.toThrow(Overtaken);
  });

  test('a service that throws at once rejects', async () => {
    const client = new StudioClient(() => {
      throw new Error('no workers here');
    });
    await expect(client.answer(drawing(1))).rejects.toThrow('no workers here');
    await expect(client.answer(drawing(1))).rejects.toThrow('no workers here');
  });
});

describe('the nearest neighbour', () => {
  /** Paper with a bar of ink, `[left, top, width, height]`. */
  function bar(left: number, top: number, width: number, height: number): Uint8Array {
    const drawing = new Uint8Array(PIXELS).fill(255);
    for (let y = top; y < top + height; y++) drawing.fill(0, y * SIDE + left, y * SIDE + left + width);
    return drawing;
  }
  const neighboursOf = (...drawings: Uint8Array[]) =>
    new NearestNeighbour(
      Uint8Array.from(drawings.flatMap((drawing) => [...drawing])),
      Int32Array.from(drawings, (_, i) => drawings.length - 1 - i),
    );

  test('names the class of the drawing that looks most alike', () => {
    const neighbours = neighboursOf(bar(0, 0, 0, 0), bar(5, 3, 2, 20), bar(4, 20, 20, 2));
    expect(neighbours.classOf(bar(5, 4, 2, 18))).toBe(1);
    expect(neighbours.classOf(bar(6, 20, 17, 2))).toBe(0);
    expect(neighbours.classOf(bar(20, 8, 1, 1))).toBe(2);
  });

  test('forgives a shift by two pixels, also at the edge, and more only where it is blurred', () => {
    const neighbours = neighboursOf(bar(14, 6, 2, 16), bar(10, 0, 8, 2));
    expect(neighbours.classOf(bar(16, 8, 2, 16))).toBe(1);
    expect(neighbours.classOf(bar(8, 1, 8, 2))).toBe(0);
    // Unshifted, paper is nearer than a bar that misses the drawing's.
    const orPaper = neighboursOf(bar(14, 6, 2, 16), bar(0, 0, 0, 0));
    expect(orPaper.classOf(bar(17, 6, 2, 16))).toBe(1);
    expect(orPaper.classOf(bar(22, 6, 2, 16))).toBe(0);
  });

  test('of equally near ones, takes the first', () => {
    expect(neighboursOf(bar(5, 5, 9, 9), bar(5, 5, 9, 9)).classOf(bar(6, 6, 8, 8))).toBe(1);
  });
});

test('a measurement adapts to each task once and asks for each of its query drawings alone', async () => {
  const ways = 2;
  /** Drawings are flat: the first pixel says which one it is. */
  const flat = (first: number, count: number) =>
    Uint8Array.from({ length: count * PIXELS }, (_, i) => first + Math.floor(i / PIXELS));
  const episode = (task: number): EpisodeBatch => ({
    tasks: 1,
    ways,
    shots: 1,
    queries: 2,
    support: flat(100 + task, ways),
    supportLabels: Int32Array.of(0, 1),
    query: flat(10 * task, 4),
    queryLabels: Int32Array.of(0, 0, 1, 1),
  });
  const adapted: number[] = [];
  const asked: number[] = [];
  const service = {
    async adapt(_, task) {
      adapted.push(task.support[0]);
      return { supportLoss: [], supportAccuracy: [] };
    },
    async answer(drawing) {
      asked.push(drawing[0]);
      expect(drawing).toHaveLength(PIXELS);
      // Right for the first task alone; always the second class; the second class but for one drawing.
      const isFirst = drawing[0] < 2;
      return {
        learnt: drawing[0] < 10 ? Float32Array.of(+isFirst, +!isFirst) : Float32Array.of(0.4, 0.6),
        random: Float32Array.of(0.1, 0.9),
        nearest: drawing[0] === 0 ? 0 : 1,
      };
    },
  } as Partial<StudioService> as StudioService;
  const start = { settings: { ...settings, ways }, parameters: [] };
  const inner = { steps: 1, innerLr: 0.1 };
  const measured = await measureDrawn(service, { start, inner, tasks: 2, episode });
  expect(adapted).toEqual([100, 101]);
  expect(asked).toEqual([0, 1, 2, 3, 10, 11, 12, 13]);
  expect(measured).toMatchObject({ tasks: 2, learnt: 0.75, random: 0.5, nearest: 0.625 });
  // 1.96 standard errors of 1 and 0.5, of twice 0.5, and of 0.75 and 0.5.
  expect(measured.ci95.learnt).toBeCloseTo(1.96 * 0.25);
  expect(measured.ci95.random).toBe(0);
  expect(measured.ci95.nearest).toBeCloseTo(1.96 * 0.125);
});
