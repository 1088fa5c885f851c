import { describe, expect, test } from 'vitest';
import {
  optionName,
  parseOptions,
  presetNames,
  presets,
  readAddress,
  readPageOptions,
  settingKey,
  settingKeys,
  takesHold,
  toOptions,
  writeAddress,
  writePageOptions,
} from '#session';

describe('option names', () => {
  test('are the contract of the command line and the address', () => {
    expect(settingKeys.map(optionName)).toEqual([
      'algorithm',
      'network',
      'filters',
      'ways',
      'shots',
      'queries',
      'meta-batch',
      'steps',
      'inner-lr',
      'outer-lr',
      'outer-schedule',
      'iterations',
      'rotations',
      'train-characters',
      'split',
      'validation-share',
      'tasks-within',
      'ink',
      'seed',
      'backend',
      'evaluate-every',
      'evaluate-tasks',
      'evaluate-steps',
      'evaluate-rotations',
    ]);
    for (const key of settingKeys) expect(settingKey(optionName(key))).toBe(key);
  });
});

describe('presets', () => {
  test('have the settings of the workloads', () => {
    expect(presets.paper).toMatchObject({
      algorithm: 'maml',
      network: 'strided',
      filters: 64,
      ways: 5,
      shots: 1,
      queries: 1,
      metaBatch: 32,
      steps: 1,
      innerLr: 0.4,
      outerLr: 0.001,
      ink: 'high',
    });
    expect(presets['paper-code']).toEqual({
      ...presets.paper,
      network: 'strided-paper',
      innerLr: 2,
      rotations: true,
      split: 'shuffled',
      validationShare: 0.0833,
      evaluateSteps: 10,
      evaluateRotations: true,
    });
    expect(presets.seed).toMatchObject({
      algorithm: 'fomaml',
      network: 'pooled',
      filters: 64,
      queries: 15,
      metaBatch: 32,
      steps: 5,
      innerLr: 0.1,
      outerLr: 0.001,
      ink: 'low',
    });
    expect(presets.quick).toMatchObject({
      algorithm: 'maml',
      network: 'strided',
      filters: 16,
      queries: 5,
      metaBatch: 4,
      steps: 1,
      innerLr: 0.1,
      outerLr: 0.002,
      ink: 'high',
    });
    expect(presets.watch).toMatchObject({
      algorithm: 'maml',
      network: 'pooled',
      filters: 16,
      queries: 5,
      metaBatch: 4,
      steps: 5,
      innerLr: 0.1,
      outerLr: 0.002,
      ink: 'high',
    });
  });

  test('are valid by the table, and evaluate after as many steps as they train', () => {
    for (const preset of presetNames) {
      const parsed = parseOptions(toOptions(presets[preset]));
      expect(parsed).toMatchObject({ settings: presets[preset], preset, errors: [] });
      // The paper's code evaluates ten steps of training's one.
      expect(presets[preset].evaluateSteps).toBe(preset === 'paper-code' ? 10 : presets[preset].steps);
    }
  });
});

describe('parseOptions', () => {
  test('without options gives the preset watch', () => {
    expect(parseOptions({})).toEqual({
      settings: presets.watch,
      preset: 'watch',
      data: undefined,
      errors: [],
    });
  });

  test('an option beside a preset overrides it, in any order', () => {
    const { settings, preset } = parseOptions({ 'inner-lr': '0.2', preset: 'paper', rotations: true });
    expect(settings).toEqual({ ...presets.paper, innerLr: 0.2, rotations: true });
    expect(preset).toBeNull();
  });

  test('seed and backend leave a preset what it is', () => {
    expect(parseOptions({ preset: 'quick', seed: '7', backend: 'cpu' }).preset).toBe('quick');
  });

  test('evaluate-steps follows steps unless given', () => {
    expect(parseOptions({ preset: 'paper-code' })).toMatchObject({
      settings: { evaluateSteps: 10 },
      preset: 'paper-code',
    });
    expect(parseOptions({ preset: 'paper-code', steps: '5' }).settings.evaluateSteps).toBe(10);
    expect(parseOptions({ steps: '3' }).settings.evaluateSteps).toBe(3);
    expect(parseOptions({ 'evaluate-steps': '10', steps: '3' }).settings).toMatchObject({
      steps: 3,
      evaluateSteps: 10,
    });
  });

  test.each([
    ['meta-batch', '0', 'a whole number from 1 to 64'],
    ['meta-batch', '2.5', 'a whole number from 1 to 64'],
    ['steps', '', 'a whole number from 1 to 10'],
    ['inner-lr', 'fast', 'a number from 0.001 to 10'],
    ['inner-lr', 'NaN', 'a number from 0.001 to 10'],
    ['outer-lr', '1', 'a number from 0.00001 to 0.1'],
    ['network', 'resnet', 'strided, strided-paper, pooled or pooled-blog'],
    ['rotations', 'maybe', 'true or false'],
    ['preset', 'slow', 'one of watch, quick, paper, paper-code, seed'],
  ])('--%s %s is wrong, and the line says what is right', (option, value, allowed) => {
    const { settings, errors } = parseOptions({ [option]: value });
    expect(settings).toEqual(presets.watch);
    expect(errors).toEqual([
      { option, value, allowed, message: `--${option} ${value}: expected ${allowed}.` },
    ]);
  });

  test('an unknown option is named, and the others count', () => {
    const { settings, errors } = parseOptions({ 'inner-rate': '1', steps: '2' });
    expect(settings.steps).toBe(2);
    expect(errors.map(({ message }) => message)).toEqual(['--inner-rate: there is no such option.']);
  });

  test('names of the language are no options and no presets', () => {
    expect(parseOptions({ preset: 'constructor', toString: 'x' }).errors).toHaveLength(2);
  });
});

describe('the address', () => {
  test('reads the example of the contract', () => {
    const search =
      '?data=invented&preset=paper&algorithm=fomaml&meta-batch=4&inner-lr=0.4&backend=webgl&seed=7&view=train';
    expect(readAddress(search)).toEqual({
      settings: { ...presets.paper, algorithm: 'fomaml', metaBatch: 4, backend: 'webgl', seed: 7 },
      preset: null,
      data: 'invented',
      errors: [],
    });
  });

  test('passes over what others have put there, and tells of slips in its own names', () => {
    const others =
      '?utm_source=letter&utm_medium=mail&utm_id=7&fbclid=x&gclid=y&ref=z&v=2&source=rss&steps=3&_ga=1&si=q';
    expect(readAddress(others)).toMatchObject({ settings: { steps: 3 }, errors: [] });
    for (const slip of [
      'stepz',
      'Step_s',
      'metabatch',
      'iner-lr',
      'presett',
      'teme',
      'evalute-every',
      'way',
    ]) {
      const { errors } = readAddress(`?${slip}=4`);
      expect(
        errors.map(({ option }) => option),
        slip,
      ).toEqual([slip]);
    }
    expect(readAddress('?steps=99&preset=fast').errors.map(({ option }) => option)).toEqual([
      'preset',
      'steps',
    ]);
  });

  test('numbers are those that a person would write', () => {
    const settings = { ...presets.watch, outerLr: 0.003 / 10 };
    expect(String(settings.outerLr)).toBe('0.00030000000000000003');
    const read = readAddress('?outer-lr=0.00030000000000000003');
    expect(read).toMatchObject({ settings: { outerLr: 0.0003 }, errors: [] });
    expect(writeAddress('', read.settings, 'invented')).toBe('?data=invented&outer-lr=0.0003');
    for (const exact of [0.0123, 1e-5, 3e-5, 0.1, 0.123456789012, 7]) {
      expect(readAddress(`?inner-lr=${exact}&outer-lr=${exact}`).settings).toMatchObject(
        exact >= 0.001 ? { innerLr: exact } : { outerLr: exact },
      );
    }
  });

  test('writes only what differs from the nearest preset, and keeps the page options', () => {
    const settings = { ...presets.paper, metaBatch: 4, seed: 7 };
    expect(writeAddress('?lang=zh&steps=9&junk=1', settings, 'invented')).toBe(
      '?data=invented&preset=paper&meta-batch=4&seed=7&lang=zh',
    );
    expect(writeAddress('', presets.watch, 'archive')).toBe('?data=archive');
  });

  test('what was written reads back, whatever the settings', () => {
    const variants = presetNames.flatMap((preset) => [
      { ...presets[preset], steps: 7, evaluateSteps: 7, rotations: true },
      { ...presets[preset], evaluateSteps: 10, ink: 'low' as const, outerSchedule: 'cosine' as const },
      { ...presets[preset], innerLr: 0.0123, outerLr: 3e-5, evaluateEvery: 0, ways: 20 },
      { ...presets[preset], steps: 2, evaluateSteps: presets[preset].steps },
    ]);
    for (const settings of variants) {
      const read = readAddress(writeAddress('', settings, 'invented'));
      expect(read).toMatchObject({ settings, errors: [] });
    }
  });

  test('page options: wrong ones are ignored, defaults left out', () => {
    expect(readPageOptions('?view=draw&lang=fr&theme=dark&present=1&autostart=yes&lesson=3&step=-1')).toEqual(
      {
        view: 'draw',
        lang: null,
        theme: 'dark',
        present: true,
        embed: null,
        lesson: 3,
        episode: null,
        step: null,
        autostart: false,
      },
    );
    expect(writePageOptions('?seed=3&theme=dark', { theme: null, lang: 'zh', present: true })).toBe(
      '?seed=3&lang=zh&present=1',
    );
    expect(writePageOptions('?view=draw', { view: 'train' })).toBe('');
  });
});

describe('what a change asks for', () => {
  const { watch } = presets;
  test('the most of what its settings ask for', () => {
    expect(takesHold(watch, watch)).toBeNull();
    expect(takesHold(watch, { ...watch, innerLr: 1, steps: 2 })).toBe('next-iteration');
    expect(takesHold(watch, { ...watch, innerLr: 1, backend: 'cpu' })).toBe('new-backend');
    expect(takesHold(watch, { ...watch, innerLr: 1, filters: 32, backend: 'cpu' })).toBe('new-network');
  });
});
