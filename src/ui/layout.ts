/** Below this width the figure stands on its side and the buttons lie under the thumb. */
export const PHONE = '(max-width: 599px)';

/** Below this width the page is one column, and the header keeps less in sight. */
export const NARROW = '(max-width: 1023px)';

/** The figure shows the first classes of a task with more ways. */
export { CLASSES_SHOWN } from '#workers';

/** Ids by which one part of the page leads to another. */
export const START_ID = 'start';
export const OUTER_RATE_ID = 'outer-rate';
export const ARCHIVE_INPUT_ID = 'archive-input';
