import 'fake-indexeddb/auto';
import { expect, test } from 'vitest';
import { createRandom, symbolInventor } from '#data';
import { emptySet, withDrawing } from '../../../src/session/drawings/set.ts';
import { browserStorage } from '../../../src/session/drawings/storage.ts';

const drawing = symbolInventor(createRandom(1))();
const set = withDrawing(emptySet(3), 1, 0, drawing);

test('the desk and the sets are kept apart, and come back as they were', async () => {
  const storage = browserStorage();
  expect(await storage.loadDesk()).toBeNull();
  expect(await storage.names()).toEqual([]);
  await storage.saveDesk({ set, query: drawing });
  await storage.save('runes', { ...set, name: 'runes' });
  await storage.save('Gods', { ...set, name: 'Gods' });
  const later = browserStorage();
  expect(await later.loadDesk()).toEqual({ set, query: drawing });
  expect(await later.names()).toEqual(['Gods', 'runes']);
  expect(await later.load('runes')).toEqual({ ...set, name: 'runes' });
  expect(await later.load('none')).toBeNull();
  await later.save('runes', { ...set, name: 'runes', shots: 2 });
  expect(await later.load('runes')).toMatchObject({ shots: 2 });
  await later.remove('runes');
  expect(await later.names()).toEqual(['Gods']);
});
