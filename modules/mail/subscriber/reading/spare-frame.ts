import { frameDocument, SANDBOX } from '../engine/show/frame.ts';
import { fillFrame } from '../engine/show/fill.ts';
import { frameHtml } from '../engine/show/policy.ts';
import { lendFont } from './frame-font.ts';

/** Moves a node without unloading what is in it. Not in every browser yet: without it every frame is made where it stands. */
type Mover = HTMLElement & { moveBefore?(node: Node, before: Node | null): void };

const canMove = 'moveBefore' in Element.prototype;
let yard: HTMLElement | null = null;
let spare: HTMLIFrameElement | null = null;

function makeFrame(html: string): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', SANDBOX);
  // Until it is dressed.
  frame.style.visibility = 'hidden';
  frame.srcdoc = frameHtml(html) as string;
  return frame;
}

function lend(frame: HTMLIFrameElement): void {
  const view = frame.contentWindow as (Window & typeof globalThis) | null;
  if (frame.contentDocument !== null && view !== null) void lendFont(frame.contentDocument, view);
}

/**
 * Keeps one empty frame loaded, with the policy that every closed message has and the product's font: a document of its own is a third
 * of what it costs to open a message. It is used once and for one message, so nothing of one can be met by the next.
 */
export function keepSpareFrame(): void {
  if (!canMove || spare !== null) return;
  if (yard === null) {
    yard = document.createElement('div');
    yard.hidden = true;
    document.body.prepend(yard);
  }
  const frame = makeFrame(frameDocument('', false));
  frame.addEventListener(
    'load',
    () => {
      lend(frame);
      if (frame.isConnected) spare = frame;
    },
    { once: true },
  );
  yard.replaceChildren(frame);
}

/** What a frame that is let go of takes to be unloaded is no part of opening the next message. Milliseconds. */
const UNLOADED_AFTER = 50;

/** Takes a frame off the page: at once out of sight, and unloaded when the frame that follows it has been drawn. */
export function dismissFrame(frame: HTMLIFrameElement): void {
  if (!canMove || yard === null || !frame.isConnected) return frame.remove();
  (yard as Mover).moveBefore?.(frame, null);
  setTimeout(() => frame.remove(), UNLOADED_AFTER);
}

/**
 * Stands a frame with this document (`ShownBody.document`) in `host`, and calls `ready` when it can be dressed: at once when a spare was
 * there, else when it has loaded.
 */
export function standFrame(
  host: HTMLElement,
  html: string,
  ready: (frame: HTMLIFrameElement) => void,
): HTMLIFrameElement {
  const taken = spare;
  spare = null;
  if (taken?.isConnected === true && taken.contentDocument?.body) {
    (host as Mover).moveBefore?.(taken, null);
    fillFrame(taken, html);
    ready(taken);
    return taken;
  }
  const frame = makeFrame(html);
  frame.addEventListener(
    'load',
    () => {
      lend(frame);
      ready(frame);
    },
    { once: true },
  );
  host.append(frame);
  return frame;
}

/** Stands a frame whose document is the server's own, with a policy that lets pictures in. */
export function standPictureFrame(
  host: HTMLElement,
  html: string,
  ready: (frame: HTMLIFrameElement) => void,
): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', SANDBOX);
  // Until it is dressed.
  frame.style.visibility = 'hidden';
  frame.src = '/ram/bilder';
  frame.addEventListener(
    'load',
    () => {
      fillFrame(frame, html);
      lend(frame);
      ready(frame);
    },
    { once: true },
  );
  host.append(frame);
  return frame;
}
