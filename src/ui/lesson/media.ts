/** The run beside the lesson does not fit whole: it scrolls there. As in styles/lesson-layout.css. */
export const BESIDE =
  '(min-width: 600px) and (max-width: 1023px) and (orientation: landscape), (min-width: 600px) and (max-height: 559px)';

/** So narrow beside the lesson, the figure stands on its side. */
export const NARROW_BESIDE = '(min-width: 600px) and (max-width: 919px) and (orientation: landscape)';

/** The lesson is a sheet over the lower part of the page. */
export const SHEET = '(max-width: 599px), (max-width: 1023px) and (orientation: portrait)';
