import { createWords, Empty, LinkButton, useWords } from '@telink/ui';

const words = createWords({
  sv: { missing: 'Sidan finns inte.', toMail: 'Till mejlen' },
  en: { missing: 'There is no such page.', toMail: 'To your mail' },
});

/** An address that leads nowhere. Fetched when somebody gets there. */
export default function Missing() {
  const said = useWords(words);
  return (
    <main>
      <Empty icon="search" act={<LinkButton href="/mejl">{said.toMail}</LinkButton>}>
        {said.missing}
      </Empty>
    </main>
  );
}
