import { bounced } from '#modules/customers';
import type { Command } from './commands.ts';
import { withHouse } from './reach.ts';

export const portCommands: readonly Command[] = [
  {
    words: ['privacy', 'bounced'],
    takes: 'ADDRESS',
    does: 'a letter to this address came back: it is unverified and nothing is sent there by itself until it is confirmed again',
    run: ({ args, config, io, json }) => {
      const [address] = args;
      if (args.length !== 1 || address === undefined) {
        io.complain('Name one address.');
        return 2;
      }
      return withHouse(config, async (house) => {
        const people = (await bounced(house.ctx('privacy-bounced'), address)).length;
        io.out(
          json
            ? JSON.stringify({ people })
            : people === 0
              ? 'Nobody has that address.'
              : `${people} ${people === 1 ? 'person is' : 'people are'} no longer reached there.`,
        );
        return 0;
      });
    },
  },
];
