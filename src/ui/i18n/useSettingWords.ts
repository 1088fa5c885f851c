import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import type { RunSettings } from '#maml';
import type { SettingKey, SettingsChange } from '#session';
import { count, rate } from '../format.ts';
import { textWidth } from '../textWidth.ts';

/** Settings, and their changes, in words. */
export interface SettingWords {
  /** "α", "Steps". */
  name(key: SettingKey): string;
  /** "0.1", "MAML, exact second order". */
  value(key: SettingKey, settings: Partial<RunSettings>): string;
  /** "α 0.1 → 2", and all else that changed with it. */
  change(change: SettingsChange): string;
  /** Changes in a row in few words, "α 0.1→2→0.1"; in names alone where they are wider than some pixels. */
  brief(changes: readonly SettingsChange[], room: number): string;
}

/** Size of brief words in pixels, about. */
const FONT = 13;
/** More values of one setting than this are told by the first and the last. */
const MOST_VALUES = 3;

/** Settings in the page's language. */
export function useSettingWords(): SettingWords {
  const t = useTranslations();
  return useMemo(() => {
    function name(key: SettingKey): string {
      if (key === 'innerLr') return 'α';
      if (key === 'outerLr') return 'β';
      return key === 'outerSchedule' ? `β ${t('settings.outerSchedule')}` : t(`settings.${key}`);
    }

    function value(key: SettingKey, settings: Partial<RunSettings>): string {
      const { algorithm, network, outerSchedule, ink, backend, split, tasksWithin } = settings;
      if (key === 'algorithm' && algorithm) return t(`algorithms.${algorithm}`);
      if (key === 'network' && network) return t(`networks.${network}`);
      if (key === 'outerSchedule' && outerSchedule) return t(`schedules.${outerSchedule}`);
      if (key === 'ink' && ink) return t(`inks.${ink}`);
      if (key === 'backend' && backend) return t(`backends.${backend}`);
      if (key === 'split' && split) return t(`splits.${split}`);
      if (key === 'tasksWithin' && tasksWithin) return t(`tasksWithin.${tasksWithin}`);
      const plain = settings[key];
      if (typeof plain === 'boolean') return t(plain ? 'charts.yes' : 'charts.no');
      if (key === 'validationShare') return t('shares', { share: Number(plain) });
      if (key === 'innerLr' || key === 'outerLr') return rate(Number(plain));
      return key === 'seed' ? String(plain) : count(Number(plain));
    }

    const keysOf = ({ to }: SettingsChange) => Object.keys(to) as SettingKey[];

    return {
      name,
      value,
      change: (change) =>
        keysOf(change)
          .map((key) => `${name(key)} ${value(key, change.from)} → ${value(key, change.to)}`)
          .join(t('page.comma')),
      brief(changes, room) {
        const keys = [...new Set(changes.flatMap(keysOf))];
        const told = keys.map((key) => {
          const of = changes.filter(({ to }) => to[key] !== undefined);
          if (typeof of[0].to[key] !== 'number') return name(key);
          const values = [value(key, of[0].from), ...of.map(({ to }) => value(key, to))];
          const few = values.length > MOST_VALUES ? [values[0], '…', values[values.length - 1]] : values;
          return `${name(key)} ${few.join('→')}`;
        });
        const text = told.join(t('page.comma'));
        return textWidth(text, FONT) <= room ? text : keys.map(name).join(t('page.comma'));
      },
    };
  }, [t]);
}
