import { impersonal, table, type AnyTable, type Personal, type Store } from '#platform/data-map';

/** Times ISO 8601 UTC. `receiver`: a name of TELINK_CONTROLLERS, of a push. */
export interface PortTransferRow {
  customer_id: string;
  person_id: string;
  transfer_id: string;
  way: 'archive' | 'push' | 'pull';
  receiver: string | null;
  state: 'open' | 'done' | 'failed' | 'withdrawn';
  token_hash: string | null;
  claim_hash: string | null;
  request_id: string;
  tries: number;
  made_at: string;
  expires_at: string;
  done_at: string | null;
}

/** `sender`: a name of TELINK_CONTROLLERS. `content`: JSON of what this product takes over and nothing else. */
export interface PortInboxRow {
  inbox_id: string;
  sender: string;
  message_id: string;
  claim_hash: string;
  content: string | null;
  received_at: string;
  expires_at: string;
}

const link = {
  personal: true,
  category: 'logg',
  origin: 'derived',
  subject: 'self',
  purposes: [
    ['rights', 'legal_obligation'],
    ['legal_claims', 'legitimate_interest'],
  ],
  retention: { event: 'created', plus: 'P1Y', then: 'delete' },
  onErase: 'delete',
} as const satisfies Personal;

export const portTransfer = table<PortTransferRow>()({
  name: 'privacy.port_transfer',
  isolate: { customer: 'customer_id', person: 'person_id' },
  columns: {
    customer_id: link,
    person_id: link,
    transfer_id: impersonal('Random name of the transfer.'),
    way: impersonal('Archive, sent or fetched.'),
    receiver: link,
    state: impersonal('How far it is.'),
    token_hash: impersonal('Hash of a token that is used once.'),
    claim_hash: impersonal('Hash of a code that the person gives the receiver.'),
    request_id: impersonal('Random name of the request.'),
    tries: impersonal('How often it was sent.'),
    made_at: link,
    expires_at: link,
    done_at: link,
  },
});

export const portInbox = table<PortInboxRow>()({
  name: 'privacy.port_inbox',
  subject: 'inbox_id',
  reach: [
    {
      nobody:
        'Sent by another operator for somebody who has not said yes here: found only by the code that person holds, and gone within a week.',
    },
  ],
  reference: 'Of nobody who is a customer yet.',
  columns: {
    inbox_id: impersonal('Random name of what was sent.'),
    sender: impersonal('Name of the other operator.'),
    message_id: impersonal('The sender’s own name for it.'),
    claim_hash: impersonal('Hash of the code that the person holds.'),
    content: {
      ...link,
      category: 'kunddata',
      origin: 'provided',
      sealed: true,
      purposes: [['rights', 'consent']],
      retention: { event: 'created', plus: 'P7D', then: 'shred' },
      onErase: 'shred',
    },
    received_at: impersonal('When it came.'),
    expires_at: impersonal('When it goes.'),
  },
});

export const tables: readonly AnyTable[] = [portTransfer, portInbox];
export const stores: readonly Store[] = [];
