import { expect, type Page } from '@playwright/test';

/** A file to hand to the page. */
export interface Upload {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

export function zipFile(name: string, content: Uint8Array | string): Upload {
  return { name, mimeType: 'application/zip', buffer: Buffer.from(content) };
}

/** The page by the names that scripts may rely on. */
export class Playground {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens the page and waits until its data set is there. */
  async open(search = '', address = './'): Promise<void> {
    await this.page.goto(`${address}${search}`);
    await expect(this.page.getByText(/\d characters/)).toBeVisible({ timeout: 30_000 });
  }

  /** Waits until an untrained run shows its first figures: it is open, and at rest. */
  async settled(): Promise<void> {
    await expect(this.page.getByText('over 20 tasks of')).toBeVisible({ timeout: 30_000 });
  }

  button(name: 'Start' | 'Pause' | 'One iteration' | 'Reset') {
    return this.page.getByRole('button', { name, exact: true });
  }

  slider(name: 'Inner learning rate' | 'Outer learning rate') {
    return this.page.getByRole('slider', { name, exact: true });
  }

  chart(name: 'Query accuracy' | 'Query loss') {
    return this.page.getByRole('region', { name, exact: true });
  }

  /** Why the backend in use is in use. */
  async backendHint(): Promise<string> {
    return (await this.page.locator('.stat.backend [role=tooltip]').textContent()) ?? '';
  }

  async openPerformance() {
    await this.page.getByRole('button', { name: 'Performance' }).click();
    const view = this.page.getByRole('dialog', { name: 'Performance' });
    await expect(view).toBeVisible();
    return view;
  }

  get notice() {
    return this.page.getByRole('region', { name: 'Notice', exact: true });
  }

  get archiveInput() {
    return this.page.getByLabel('Omniglot archive', { exact: true });
  }

  /** Drops files on the page, as a person drags them there. */
  async drop(file: Upload): Promise<void> {
    const transfer = await this.page.evaluateHandle(
      ({ name, mimeType, bytes }) => {
        const made = new DataTransfer();
        made.items.add(new File([Uint8Array.from(bytes)], name, { type: mimeType }));
        return made;
      },
      { name: file.name, mimeType: file.mimeType, bytes: [...file.buffer] },
    );
    for (const event of ['dragenter', 'dragover', 'drop']) {
      await this.page.dispatchEvent('body', event, { dataTransfer: transfer });
    }
  }

  async iteration(): Promise<number> {
    return Number(await this.page.locator('[role=status][data-iteration]').getAttribute('data-iteration'));
  }

  /** Waits until `least` meta-iterations are done. */
  async reach(least: number, timeout = 30_000): Promise<void> {
    await expect.poll(() => this.iteration(), { timeout }).toBeGreaterThanOrEqual(least);
  }

  /** One option of the address. */
  option(name: string): string | null {
    return new URL(this.page.url()).searchParams.get(name);
  }
}
