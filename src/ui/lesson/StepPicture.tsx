import type { LessonStepId } from '#session';
import { Orders } from './Orders.tsx';
import { Starts } from './Starts.tsx';
import { Valleys } from './Valleys.tsx';

/** The small picture of a step, where it has one. */
export function StepPicture({ step }: { step: LessonStepId }) {
  switch (step) {
    case 'break':
      return <Valleys />;
    case 'outer':
      return <Starts />;
    case 'order':
      return <Orders />;
    default:
      return null;
  }
}
