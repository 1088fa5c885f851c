import type { CDPSession, Locator, Page } from '@playwright/test';

/** Lines through points, both coordinates 0..1 of the pad. */
export type Strokes = readonly (readonly (readonly [x: number, y: number])[])[];

export const SYMBOLS = {
  ring: [
    Array.from({ length: 25 }, (_, i) => {
      const turn = (i / 24) * 2 * Math.PI;
      return [0.5 + 0.28 * Math.cos(turn), 0.5 + 0.28 * Math.sin(turn)] as const;
    }),
  ],
  cross: [
    [
      [0.2, 0.5],
      [0.8, 0.5],
    ],
    [
      [0.5, 0.2],
      [0.5, 0.8],
    ],
  ],
  zigzag: [
    [
      [0.25, 0.25],
      [0.75, 0.25],
      [0.25, 0.75],
      [0.75, 0.75],
    ],
  ],
} satisfies Record<string, Strokes>;

/** As someone draws a symbol again: a little smaller, slanted and to the side. */
export function again(strokes: Strokes): Strokes {
  return strokes.map((stroke) =>
    stroke.map(([x, y]) => [0.53 + 0.85 * (x - 0.5) - 0.12 * (y - 0.5), 0.48 + 0.9 * (y - 0.5)] as const),
  );
}

export type PointerKind = 'mouse' | 'pen' | 'touch';

interface Pointer {
  down(x: number, y: number): Promise<void>;
  move(x: number, y: number): Promise<void>;
  up(): Promise<void>;
}

function mouse({ mouse: device }: Page): Pointer {
  return {
    down: async (x, y) => {
      await device.move(x, y);
      await device.down();
    },
    move: (x, y) => device.move(x, y, { steps: 4 }),
    up: () => device.up(),
  };
}

function pen(devtools: CDPSession): Pointer {
  let at = { x: 0, y: 0 };
  const send = (type: 'mousePressed' | 'mouseMoved' | 'mouseReleased') =>
    devtools.send('Input.dispatchMouseEvent', {
      type,
      ...at,
      button: 'left',
      buttons: type === 'mouseReleased' ? 0 : 1,
      clickCount: 1,
      pointerType: 'pen',
    });
  return {
    down: async (x, y) => {
      at = { x, y };
      await send('mousePressed');
    },
    move: async (x, y) => {
      at = { x, y };
      await send('mouseMoved');
    },
    up: async () => void (await send('mouseReleased')),
  };
}

function finger(devtools: CDPSession): Pointer {
  const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: { x: number; y: number }[]) =>
    devtools.send('Input.dispatchTouchEvent', { type, touchPoints });
  return {
    down: async (x, y) => void (await send('touchStart', [{ x, y }])),
    move: async (x, y) => void (await send('touchMove', [{ x, y }])),
    up: async () => void (await send('touchEnd', [])),
  };
}

/** Draws on a pad as a person does, through the browser's own input. */
export async function drawOn(pad: Locator, strokes: Strokes, kind: PointerKind = 'mouse'): Promise<void> {
  const page = pad.page();
  const devtools = kind === 'mouse' ? null : await page.context().newCDPSession(page);
  const pointer = devtools === null ? mouse(page) : kind === 'pen' ? pen(devtools) : finger(devtools);
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (box === null) throw new Error('The pad is not on the page.');
  const place = ([x, y]: readonly [number, number]) =>
    [box.x + x * box.width, box.y + y * box.height] as const;
  for (const [first, ...rest] of strokes) {
    await pointer.down(...place(first));
    for (const point of rest) await pointer.move(...place(point));
    await pointer.up();
  }
  await devtools?.detach();
}
