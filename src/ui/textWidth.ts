/** About how wide words are in the page's face, in pixels: for words in a picture, whose places are computed. */
export function textWidth(text: string, font: number): number {
  return [...text].reduce((sum, sign) => sum + shareOf(sign), 0) * font;
}

function shareOf(sign: string): number {
  if (/[\d−-]/.test(sign)) return 0.53;
  if (/[.,: ]/.test(sign)) return 0.29;
  if (/[%→…×]/.test(sign)) return 0.9;
  // Chinese characters are square.
  return sign > '\u2e80' ? 1 : 0.56;
}
