import { expect, type Page } from '@playwright/test';

/** The page by the names that scripts may rely on. */
export class Playground {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Opens the page and waits until it can be started. */
  async open(search = ''): Promise<void> {
    await this.page.goto(`./${search}`);
    await expect(this.button('Start')).toBeEnabled({ timeout: 30_000 });
  }

  button(name: 'Start' | 'Pause' | 'Step' | 'Reset') {
    return this.page.getByRole('button', { name, exact: true });
  }

  slider(name: 'Inner learning rate' | 'Outer learning rate') {
    return this.page.getByRole('slider', { name, exact: true });
  }

  chart(name: 'Query accuracy' | 'Query loss') {
    return this.page.getByRole('region', { name, exact: true });
  }

  get archiveInput() {
    return this.page.getByLabel('Omniglot archive', { exact: true });
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
