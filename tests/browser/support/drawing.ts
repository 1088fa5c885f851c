import { expect, type Page } from '@playwright/test';
import { drawOn, type PointerKind, type Strokes } from './hand.ts';

/** The drawing view by what its parts are called. */
export class DrawingView {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens the real page there, over a run that costs little while one draws. */
  async open(): Promise<void> {
    await this.page.goto('./?view=draw&data=invented&preset=quick&filters=8&backend=wasm');
    await expect(this.page.getByRole('heading', { name: /Draw \S+ symbols/ })).toBeVisible({
      timeout: 30_000,
    });
  }

  pad(symbol: number) {
    return this.page.getByRole('img', { name: new RegExp(`^Pad for symbol ${symbol},`) });
  }

  get query() {
    return this.page.getByRole('img', { name: /^Pad for the query drawing,/ });
  }

  get verdict() {
    return this.page.locator('.draw-verdict');
  }

  button(name: string | RegExp) {
    return this.page.getByRole('button', { name, exact: typeof name === 'string' });
  }

  get notice() {
    return this.page.getByRole('region', { name: 'Notice', exact: true });
  }

  async drawSymbols(strokes: readonly Strokes[], kind?: PointerKind): Promise<void> {
    for (const [i, symbol] of strokes.entries()) await drawOn(this.pad(i + 1), symbol, kind);
  }

  async adapt(symbols: number): Promise<void> {
    await this.button(/^Adapt/).click();
    await expect(this.page.getByText(`Adapted to ${symbols} symbols.`)).toBeAttached({ timeout: 30_000 });
  }

  /** How many inked pixels the network sees of a symbol. */
  seen(symbol: number): Promise<number> {
    return this.page
      .getByRole('img', { name: `symbol ${symbol} as the network sees it` })
      .locator('canvas')
      .evaluate((canvas: HTMLCanvasElement) => {
        const { data } = canvas.getContext('2d')!.getImageData(0, 0, canvas.width, canvas.height);
        return data.filter((value, i) => i % 4 === 3 && value > 128).length;
      });
  }
}
