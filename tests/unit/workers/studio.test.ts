import { describe, expect, test } from 'vitest';
import { PIXELS } from '#data';
import { isOvertaken, LatestWins, Overtaken } from '../../../src/workers/latest-wins.ts';
import { StudioClient } from '../../../src/workers/studio.client.ts';
import { nearestClass } from '../../../src/workers/studio.nearest.ts';
import type { Answers, StudioService } from '../../../src/workers/studio.protocol.ts';

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

test('the nearest drawing is that of the least distance between pixels', () => {
  const blank = new Uint8Array(PIXELS).fill(255);
  const withInk = (from: number, to: number) => blank.slice().fill(0, from, to);
  const set = Uint8Array.of(...blank, ...withInk(100, 150), ...withInk(400, 450));
  const labels = Int32Array.of(2, 0, 1);
  expect(nearestClass(withInk(105, 150), set, labels)).toBe(0);
  expect(nearestClass(withInk(400, 430), set, labels)).toBe(1);
  expect(nearestClass(withInk(700, 701), set, labels)).toBe(2);
});
