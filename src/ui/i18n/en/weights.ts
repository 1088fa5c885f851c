/** What the page says of weights that have been through other programs. */
export const weights = {
  asked:
    '<b>{file} does not say how its network adapts.</b> Its shapes are those of {network}, {filters, plural, =1 {one filter} other {# filters}}, {ways, number} ways. How was it trained?',
  open: 'Open it so',
  leave: 'Leave it',
  opened: '<b>{file} is open.</b>',
  tensors:
    'Tensors that the network does not use were left out: <code>{names}</code>{more, plural, =0 {} other { and # more}}.',
  unknown:
    'Settings of another version were left out: <code>{names}</code>{more, plural, =0 {} other { and # more}}.',
  guessed: 'It was taken for {network}; {others} has the same shapes.',
  uncounted: 'Its meta-iterations are counted from 1: the file does not say.',
} as const;
