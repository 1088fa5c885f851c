import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findChromium, MISSING_BROWSER } from '../src/cli/chromium.ts';

/** Long enough for a download on a slow line, short enough to go on where downloads are not allowed. */
const INSTALL_TIMEOUT = 180_000;

function attempt(command: string, ...options: string[]): void {
  console.log(`> ${command} ${options.join(' ')}`);
  spawnSync(command, options, {
    stdio: 'inherit',
    timeout: INSTALL_TIMEOUT,
    shell: process.platform === 'win32',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
}

/** Each way to install a browser, the first that may work here first. */
function installers(): (() => void)[] {
  const playwright = () => attempt('npx', 'playwright', 'install', 'chromium');
  const debian = () => {
    attempt('apt-get', 'update');
    attempt('apt-get', 'install', '-y', '--no-install-recommends', 'chromium');
  };
  const onDebianAsRoot = existsSync('/etc/debian_version') && process.getuid?.() === 0;
  // Debian's package brings the libraries that Playwright's browser would still lack.
  return onDebianAsRoot ? [debian, playwright] : [playwright];
}

/**
 * The browser that the tests drive; installs one where there is none.
 *
 * @throws Error where none is found and none can be installed
 */
export function ensureChromium(): string {
  for (const install of [() => {}, ...installers()]) {
    install();
    const found = findChromium();
    if (found) return found;
  }
  throw new Error(MISSING_BROWSER);
}
