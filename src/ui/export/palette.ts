/** The colours of a picture on white paper, whatever the page's theme. */
export interface Palette {
  ink: string;
  soft: string;
  rule: string;
  random: string;
  /** The stops of the step scale, and of text on their discs. */
  steps: string[];
  onSteps: string[];
}

const STOPS = 11;

/** The light theme's tokens, read from the page's styles. */
export function lightPalette(): Palette {
  const probe = document.createElement('i');
  probe.dataset.theme = 'light';
  document.body.append(probe);
  const styles = getComputedStyle(probe);
  const token = (name: string) => styles.getPropertyValue(`--${name}`).trim();
  const scale = (prefix: string) => Array.from({ length: STOPS }, (_, stop) => token(`${prefix}${stop}`));
  const palette = {
    ink: token('ink'),
    soft: token('ink-2'),
    rule: token('rule'),
    random: token('random'),
    steps: scale('p'),
    onSteps: scale('on'),
  };
  probe.remove();
  return palette;
}
