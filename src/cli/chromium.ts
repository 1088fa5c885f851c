import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { type Browser, chromium } from '@playwright/test';

/** What to tell a person whose machine has no browser that these programs can drive. */
export const MISSING_BROWSER =
  'No Chromium, Chrome or Edge was found. Install one, set CHROME_PATH to its program file, or run: npx playwright install chromium';

/**
 * What the browser does without: the first ones load two pages of its own beside every page, which takes as long
 * as the page. The others are Playwright's, since only the last list given counts.
 */
const NEEDLESS = [
  ...['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'WebUIOmniboxFullPopup'],
  ...['AimEnabled', 'AvoidCorsURLLoaderRestartOnRedirect', 'AvoidUnnecessaryBeforeUnloadCheckSync'],
  ...['DestroyProfileOnBrowserClose', 'HttpsFirstBalancedModeAutoEnable', 'HttpsUpgrades', 'LensOverlay'],
  ...['MediaRouter', 'NetworkTimeServiceQuerying', 'OptimizationHints', 'PaintHolding', 'PreconnectToSearch'],
  ...['ThirdPartyStoragePartitioning', 'Translate'],
];

/** Flags that keep the browser from talking to its maker, and from work for a window that nobody sees. */
export const QUIET = [
  `--disable-features=${NEEDLESS.join(',')}`,
  '--no-first-run',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** WebGL drawn by the processor, for machines without a graphics card. */
export const SOFTWARE_WEBGL = ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];

/** WebGL as above, and the page itself drawn without it: for tests, most of which only look at the page. */
export const TESTS_BROWSER = [
  ...QUIET,
  ...SOFTWARE_WEBGL,
  '--disable-gpu-compositing',
  '--disable-gpu-rasterization',
];

/** Flags that let a browser without a window use the graphics card. */
const HARDWARE_WEBGL = ['--ignore-gpu-blocklist', '--enable-gpu'];

/** Program files of Chrome, Chromium and Edge in their usual places on this kind of system. */
function usualPlaces(): string[] {
  if (process.platform === 'darwin') {
    const apps = [
      'Google Chrome.app/Contents/MacOS/Google Chrome',
      'Chromium.app/Contents/MacOS/Chromium',
      'Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
    ];
    return ['/Applications', join(homedir(), 'Applications')].flatMap((root) =>
      apps.map((app) => join(root, app)),
    );
  }
  if (process.platform === 'win32') {
    const { ProgramFiles, 'ProgramFiles(x86)': x86, LOCALAPPDATA } = process.env;
    const roots = [ProgramFiles, x86, LOCALAPPDATA].filter((root) => root !== undefined);
    const apps = [
      'Google\\Chrome\\Application\\chrome.exe',
      'Chromium\\Application\\chrome.exe',
      'Microsoft\\Edge\\Application\\msedge.exe',
    ];
    return roots.flatMap((root) => apps.map((app) => join(root, app)));
  }
  const names = [
    'google-chrome',
    'google-chrome-stable',
    'chromium',
    'chromium-browser',
    'microsoft-edge',
    'microsoft-edge-stable',
  ];
  const folders = [...(process.env.PATH ?? '').split(':').filter(Boolean), '/usr/bin', '/snap/bin'];
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

/**
 * The browser to drive: CHROME_PATH, an installed one, or the one Playwright installed; else null.
 *
 * @throws Error where CHROME_PATH names no file
 */
export function findChromium(): string | null {
  const { CHROME_PATH } = process.env;
  if (CHROME_PATH) {
    if (!existsSync(CHROME_PATH)) throw new Error(`CHROME_PATH is ${CHROME_PATH}, where there is no file.`);
    return CHROME_PATH;
  }
  return [...usualPlaces(), chromium.executablePath()].find((path) => existsSync(path)) ?? null;
}

/** Whether a graphics card may be there. Only Linux can tell without asking a browser. */
function mayHaveGraphicsCard(): boolean {
  return process.platform !== 'linux' || existsSync('/dev/dri') || existsSync('/dev/nvidia0');
}

async function hasWebgl2(browser: Browser): Promise<boolean> {
  const page = await browser.newPage();
  const found = await page.evaluate(() => new OffscreenCanvas(1, 1).getContext('webgl2') !== null);
  await page.close();
  return found;
}

/** Starts the browser without a window, with WebGL on the graphics card, or else on the processor. */
export async function launchChromium(executablePath: string): Promise<Browser> {
  // At a signal the programs still fetch what was learnt, then end the browser themselves.
  const options = { executablePath, handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false };
  if (mayHaveGraphicsCard()) {
    const browser = await chromium.launch({ ...options, args: [...QUIET, ...HARDWARE_WEBGL] });
    if (await hasWebgl2(browser)) return browser;
    await browser.close();
  }
  return chromium.launch({ ...options, args: [...QUIET, ...SOFTWARE_WEBGL] });
}
