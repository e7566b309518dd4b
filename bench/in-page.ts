import type { Page } from 'playwright-core';
import type { Sample } from './figures.ts';
import type { Work } from './work.ts';

/** What has to be on screen for a measurement to end. */
export type Sight =
  /** A message whose text holds these characters; spaces don't count. */
  | { readonly see: 'body'; readonly text: string }
  | { readonly see: 'compose' }
  /** A list other than the one before, with this word in a row that shows: a hit may hold it where no row shows it. */
  | { readonly see: 'hits'; readonly word: string }
  /** Rows around this one, none of them a placeholder. */
  | { readonly see: 'rows'; readonly near: number };

/** What the bench puts into a page before the page's own script runs. Times are milliseconds on the page's clock. */
interface Watch {
  /** When the last click, key or typed text arrived; 0 when none has since it was set so. */
  input: number;
  /** What the list was called when the measurement began: its name holds the number of hits. */
  label: string;
  /** End of the first frame that showed what a mark of the product speaks of; milliseconds since the epoch. */
  readonly painted: Map<string, number>;
  /** Resolves with the end of the first frame in which it is on screen, after `input` was set. */
  seen(sight: Sight): Promise<number>;
  /** Scrolls the list for so long, and answers how long each frame took. */
  scroll(milliseconds: number, pixelsPerFrame: number): Promise<readonly number[]>;
  /** Puts a row at the top of the list. */
  jump(index: number): void;
}

declare global {
  interface Window {
    telinkBench: Watch;
  }
}

function watch(): void {
  /** A message posted from a frame callback arrives after that frame was painted. */
  const afterThisFrame = (then: () => void): void => {
    const { port1, port2 } = new MessageChannel();
    port1.addEventListener('message', then, { once: true });
    port1.start();
    port2.postMessage(null);
  };
  const bare = (text: string): string => text.replaceAll(/\s/g, '');
  const scroller = (): HTMLElement | null => document.getElementById('mail-rows');
  const labelNow = (): string => scroller()?.getAttribute('aria-label') ?? '';
  const onScreen = (): HTMLElement[] => {
    const box = scroller()?.getBoundingClientRect();
    return [...(scroller()?.querySelectorAll<HTMLElement>('[data-index]') ?? [])].filter((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      return box !== undefined && bottom > box.top && top < box.bottom;
    });
  };
  const isReady = (row: HTMLElement): boolean => row.querySelector('time') !== null;
  const holds = (sight: Sight): boolean => {
    switch (sight.see) {
      case 'body':
        return [...document.querySelectorAll<HTMLIFrameElement>('[data-reading] iframe')].some(
          (frame) =>
            frame.style.visibility !== 'hidden' &&
            bare(frame.contentDocument?.body?.textContent ?? '').includes(bare(sight.text)),
        );
      case 'compose':
        return performance.getEntriesByName('telink:compose-open').length > 0;
      case 'hits': {
        const rows = onScreen();
        const word = sight.word.toLocaleLowerCase('sv');
        return (
          labelNow() !== bench.label &&
          rows.length > 0 &&
          rows.every(isReady) &&
          rows.some((row) => row.textContent?.toLocaleLowerCase('sv').includes(word))
        );
      }
      case 'rows': {
        const rows = onScreen();
        const covered = rows.reduce((sum, row) => sum + row.offsetHeight, 0);
        return (
          covered > (scroller()?.clientHeight ?? Infinity) * 0.8 &&
          rows.every((row) => isReady(row) && Math.abs(Number(row.dataset['index']) - sight.near) < 100)
        );
      }
    }
  };
  const bench: Watch = {
    input: 0,
    label: '',
    painted: new Map(),
    seen: (sight) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (bench.input > 0 && holds(sight)) afterThisFrame(() => resolve(performance.now()));
          else requestAnimationFrame(look);
        };
        requestAnimationFrame(look);
      }),
    scroll: (milliseconds, pixelsPerFrame) =>
      new Promise((resolve) => {
        const frames: number[] = [];
        let before = 0;
        let began = 0;
        const step = (at: number): void => {
          if (began === 0) began = at;
          else frames.push(at - before);
          before = at;
          if (at - began > milliseconds) return resolve(frames);
          const list = scroller();
          if (list !== null) list.scrollTop += pixelsPerFrame;
          requestAnimationFrame(step);
        };
        requestAnimationFrame(step);
      }),
    jump: (index) => {
      const list = scroller();
      const row = list?.querySelector<HTMLElement>('[data-index]')?.offsetHeight ?? 76;
      if (list !== null) list.scrollTop = index * row;
      bench.input = performance.now();
    },
  };
  window.telinkBench = bench;
  for (const kind of ['click', 'keydown', 'input'])
    addEventListener(kind, ({ timeStamp }) => (bench.input = timeStamp), { capture: true });
  const mark = performance.mark.bind(performance);
  performance.mark = (name, options) => {
    if (!bench.painted.has(name))
      requestAnimationFrame(() =>
        afterThisFrame(() => {
          if (!bench.painted.has(name)) bench.painted.set(name, performance.timeOrigin + performance.now());
        }),
      );
    return mark(name, options);
  };
}

export async function watchPages(page: Page): Promise<void> {
  await page.addInitScript(watch);
}

/** Milliseconds since the epoch at which the frame with the first mark `name` had been painted. */
export async function paintedAt(page: Page, name: string): Promise<number> {
  const found = await page.waitForFunction(
    (mark) => (window.telinkBench as Watch | undefined)?.painted.get(mark),
    name,
    { timeout: 120_000, polling: 50 },
  );
  return (await found.jsonValue()) ?? Number.NaN;
}

/** Does `act` and measures from its last input event to the end of the frame in which `sight` is on screen. Milliseconds. */
export async function measured(
  page: Page,
  work: Work,
  act: () => Promise<unknown>,
  sight: Sight,
): Promise<Required<Sample>> {
  await page.evaluate(() => {
    window.telinkBench.input = 0;
    window.telinkBench.label = document.getElementById('mail-rows')?.getAttribute('aria-label') ?? '';
    performance.clearMarks('telink:compose-open');
  });
  const before = await work();
  const [value] = await within(
    60_000,
    JSON.stringify(sight),
    Promise.all([
      page.evaluate(async (wanted) => {
        const bench = window.telinkBench;
        return (await bench.seen(wanted)) - bench.input;
      }, sight),
      act(),
    ]),
  );
  return { value, work: (await work()) - before };
}

async function within<T>(milliseconds: number, what: string, wait: Promise<T>): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, fail) => {
    timer = setTimeout(() => fail(new Error(`Not seen in ${milliseconds} ms: ${what}`)), milliseconds);
  });
  try {
    return await Promise.race([wait, late]);
  } finally {
    clearTimeout(timer);
  }
}
