import type { DataMap } from '#platform/data-map';
import type { Controller } from '#platform/config';
import type { Lang } from '#policy/read';
import { dayOf } from './dates.ts';
import { frame, PATHS } from './frame.ts';
import { impactAssessment } from './impact.ts';
import { html } from './markup.ts';
import { IMPACT } from './text.impact.ts';

/** The skeleton of the impact assessment, dated (promise law.9). `date`: today, in the operator's zone. */
export function impactPage(page: {
  readonly maps: readonly DataMap[];
  readonly lang: Lang;
  readonly date: string;
  readonly controller: Controller;
  readonly stylesheet: string;
  readonly icon: string;
  readonly appOrigin: string;
}): string {
  const { maps, lang, date, controller, stylesheet, icon, appOrigin } = page;
  const made = impactAssessment(maps, controller, date, lang);
  const lead = IMPACT[lang].lead(dayOf(date, lang));
  return frame(
    {
      lang,
      title: `${made.title} · ${controller.name}`,
      description: lead,
      stylesheet,
      icon,
      appOrigin,
      controller,
      counterpart: PATHS[lang === 'sv' ? 'en' : 'sv'].impact,
    },
    html`<main id="main" class="in impact">
      <h1>${made.title}</h1>
      <p class="lead">${lead}</p>
      ${made.sections.map(
        ({ heading, lines }) =>
          html`<section>
            <h2>${heading}</h2>
            <ul>
              ${lines.map((line) => html`<li>${line}</li> `)}
            </ul>
          </section> `,
      )}
    </main>`,
  );
}
