import { en } from '../i18n/en.ts';

// The catalogue must name every choice (it does not compile otherwise), so its keys are the choices.
export const ALGORITHMS = keysOf(en.algorithms);
export const NETWORKS = keysOf(en.networks);
export const BACKENDS = keysOf(en.backends);
export const SCHEDULES = keysOf(en.schedules);
export const INKS = keysOf(en.inks);

function keysOf<Group extends object>(group: Group): (keyof Group & string)[] {
  return Object.keys(group) as (keyof Group & string)[];
}
