import { createStore } from 'zustand/vanilla';
import { createRandom } from '#data';
import type { FilmPart, FilmState, SessionState, ShownFilm } from '#session';
import type { Strip } from '#workers';
import { madeUpPreview, type Shape } from './madeUp.ts';

const FILTERS = 16;
const LAYERS = ['conv1', 'conv2', 'conv3', 'conv4', 'linear'];

/** A strip of made-up answers; losses, strides and filters to go with them. */
function madeUpStrip(
  shape: Shape,
  iteration: number,
): { strip: Strip; preview: ReturnType<typeof madeUpPreview> } {
  const preview = madeUpPreview(shape, iteration);
  const { ways, queryLabels } = preview.episode;
  const steps = preview.learnt.map((_, step) => step);
  const shareRight = (probabilities: Float32Array) =>
    queryLabels.reduce((sum, label, row) => {
      const of = probabilities.subarray(row * ways, (row + 1) * ways);
      return sum + Number(of.indexOf(Math.max(...of)) === label);
    }, 0) / queryLabels.length;
  const queryAccuracy = preview.learnt.map(shareRight);
  const queryLoss = queryAccuracy.map((accuracy) => Math.log(ways) * (1.25 - accuracy));
  const random = createRandom(iteration, 3);
  const start = Float32Array.from({ length: FILTERS * 9 }, () => random.normal(0.3));
  return {
    preview,
    strip: {
      supportLoss: queryLoss,
      supportAccuracy: queryAccuracy,
      queryLoss,
      queryAccuracy,
      probabilities: preview.learnt,
      movement: LAYERS.map((layer, i) => ({
        layer,
        perStep: steps.slice(1).map((step) => (0.01 * (i + 1) ** 2) / step),
      })),
      filters: steps.map((step) => start.map((weight, i) => weight + 0.003 * step * Math.sin(i))),
    },
  };
}

const SHIPPED = { shipped: 'omniglot-5-way-1-shot', innerLr: 0.4 } as const;

/** A film that never was, of a run that stands at `iteration`. */
function madeUpFilm(shape: Shape, iteration: number): ShownFilm {
  const { preview, strip } = madeUpStrip(shape, Math.max(20, iteration));
  return {
    episode: preview.episode,
    learnt: strip,
    random: madeUpStrip(shape, 20).strip,
    number: 1,
    split: 'validation',
    shipped: null,
    iteration,
    innerLr: 0.1,
  };
}

/** A filmstrip over one film that is there as soon as the run is. */
export function createFilmFixture(
  shape: Shape,
  { iteration, phase }: Pick<SessionState, 'iteration' | 'phase'>,
): FilmPart {
  const store = createStore<FilmState>(() => ({
    film: phase === 'opening' ? null : madeUpFilm(shape, iteration),
    working: false,
    held: false,
    standIn: false,
    trouble: null,
  }));
  return {
    store,
    show: (number) => store.setState(({ film }) => ({ film: film && { ...film, number } })),
    leave: () => {},
    setStandIn: (standIn) =>
      store.setState(({ film }) => ({
        standIn,
        film: film && (standIn ? { ...madeUpFilm(shape, 16_000), ...SHIPPED } : madeUpFilm(shape, iteration)),
      })),
    hold: (held) => store.setState({ held }),
    cancel: () => store.setState({ working: false, held: true }),
    retry: () => store.setState({ trouble: null, held: false }),
  };
}
