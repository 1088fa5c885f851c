/** What the page says of weights that have been through other programs. */
export const weights = {
  asked:
    '<b>{file} does not say how its network adapts.</b> Its shapes are those of {network}, {filters, plural, =1 {one filter} other {# filters}}, {ways, number} ways. Say what it was trained with:',
  open: 'Open it with these',
  leave: 'Leave it',
  opened: '<b>{file} is open.</b>',
  tensors:
    '{count, plural, =1 {One tensor that the network has no use for was} other {# tensors that the network has no use for were}} left out: <code>{names}</code>{more, plural, =0 {} other { and # more}}.',
  unknown:
    '{count, plural, =1 {One setting of another version was} other {# settings of another version were}} left out: <code>{names}</code>{more, plural, =0 {} other { and # more}}.',
  guessed: 'It was taken for {network}; {others} has the same shapes.',
  uncounted: 'It does not say how many meta-iterations it has done: they are counted from 1.',
} as const;
