import type { ComponentType } from 'react';
import type { View } from '#session';
import { TrainView } from './train/TrainView.tsx';

/** What each view shows below the header; all but the first are loaded when they are opened. */
export const views: Partial<Record<View, ComponentType>> = {
  train: TrainView,
};
