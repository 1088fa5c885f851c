import type { ComponentType } from 'react';
import type { View } from '#session';
import { lazyPart } from './parts/lazyPart.tsx';
import { TrainView } from './train/TrainView.tsx';

/** What each view shows below the header, in the order of the tabs; all but the first are loaded when they are opened. */
const views = {
  train: TrainView,
  filmstrip: lazyPart(() => import('./filmstrip/FilmstripView.tsx')),
  draw: lazyPart(() => import('./draw/DrawView.tsx')),
  lesson: lazyPart(() => import('./lesson/LessonView.tsx')),
} satisfies Partial<Record<View, ComponentType>>;

export type ShownView = keyof typeof views;

export const viewNames = Object.keys(views) as ShownView[];

/** A view's component; the first view stands in for one that the address names and the page does not have. */
export function viewOf(name: View): ComponentType {
  return Object.hasOwn(views, name) ? views[name as ShownView] : TrainView;
}
