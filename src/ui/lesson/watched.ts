import type { LessonStepId, PagePart } from '#session';

/** The part of the page that a step tells to watch. */
export const WATCHED: Record<LessonStepId, PagePart> = {
  task: 'support',
  scratch: 'curve',
  inner: 'inner',
  outer: 'curve',
  zero: 'inner',
  first: 'accuracy',
  break: 'accuracy',
  order: 'accuracy',
  overfit: 'accuracy',
  draw: 'support',
};

/** On a narrow page the part may lie under the sheet, or beyond the edge. */
export function bringIntoView(part: PagePart): void {
  const found = document.querySelector(`main [data-part~="${part}"]`);
  const calm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  found?.scrollIntoView({ block: 'nearest', behavior: calm ? 'auto' : 'smooth' });
}
