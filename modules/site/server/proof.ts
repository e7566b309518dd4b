import { PROMISES } from '#policy';
import type { Lang } from '#policy/read';
import type { PromiseResult, PromiseState } from '#policy/state';
import { TEXTS } from './frame.ts';
import { html, type Markup } from './markup.ts';

/** Shape, line and word carry the state; colour only repeats it. */
export const STATE_CLASS: Readonly<Record<PromiseState, string>> = {
  proven: 'held',
  'not yet': 'open',
  failed: 'broken',
};

const ICONS: Readonly<Record<PromiseState, Markup>> = {
  proven: html`<circle cx="12" cy="12" r="10" /><path d="m16 9-5.5 5.5L8 12" />`,
  'not yet': html`<circle cx="12" cy="12" r="10" stroke-dasharray="3.9 3.95" />`,
  failed: html`<circle cx="12" cy="12" r="10" /><path d="m15 9-6 6" /><path d="m9 9 6 6" />`,
};

const icon = (state: PromiseState): Markup =>
  html`<svg class="i" viewBox="0 0 24 24" aria-hidden="true">${ICONS[state]}</svg>`;

/** State and ids in the margin; how it is proven on birch beneath, one step away. Opens without script. */
export function proofDetails(state: PromiseState, results: readonly PromiseResult[], lang: Lang): Markup {
  const text = TEXTS[lang];
  return html`<details>
    <summary>
      <span class="proof">${icon(state)}${text.states[state]}</span>
      <span class="ids">${results.map(({ id }) => id).join(', ')}</span>
    </summary>
    <div class="explain ev"><b>${text.how}</b>${results.map((result) => onePromise(result, lang))}</div>
  </details>`;
}

function onePromise({ id, state, proofs }: PromiseResult, lang: Lang): Markup {
  const text = TEXTS[lang];
  const row = PROMISES.find((promise) => promise.id === id);
  return html`<dl>
    <dt>${id} · ${row?.[lang] ?? ''} <span class="faint">${text.states[state]}</span></dt>
    ${
      proofs.length === 0
        ? html`<dd>${text.noProof}</dd>`
        : proofs.map(
            (proof) =>
              html`<dd>
                <span lang="en">${proof.title}</span>
                <span class="faint">${text.proofStates[proof.state]} · <code>${proof.file}</code></span>
              </dd>`,
          )
    }
  </dl>`;
}
