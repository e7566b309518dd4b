export const en = {
  title: 'Accounts',
  lead: 'Accounts you have connected to Telink. Only you see them.',
  loading: 'Loading your accounts',
  list: 'Connected accounts',
  connect: 'Connect Microsoft 365',
  another: 'Connect another account',
  again: 'Connect again',
  tryAgain: 'Try again',
  signInAgain: 'Sign in to Microsoft',
  none: 'No account is connected.',
  firstTitle: 'Your mail, straight from Microsoft 365',
  first: 'You sign in at Microsoft and say yes there. Then your mail is here.',
  nothingOffered: 'No accounts can be connected here yet.',
  openMail: 'Open mail',
  disconnect: 'Disconnect',
  since: (date: string) => `Connected since ${date}`,
  used: (when: string) => `Last used ${when}`,
  asked: (date: string) => `Waiting since ${date}`,
  unnamed: 'Microsoft 365 account',
  unknownAccount: 'We learn whose account it is only when the connection is done.',

  what: {
    title: 'What it means',
    direct: "We don't store your mail. It comes straight from Microsoft 365 to your browser.",
    verbs: 'Telink may read, change and send mail, and change the settings of your mailbox. Nothing more.',
    key: 'We keep an encrypted key, used only while you are signed in. It is erased when you disconnect.',
    end: 'You can disconnect whenever you like.',
  },

  state: {
    connected: 'Connected',
    asked: 'Waiting for administrator',
    granted: 'Approved, connect now',
    refused: 'Administrator said no',
    revoked: 'Has to be connected again',
    partial: 'The consent is not enough',
    claims: 'Needs a new sign-in',
  },
  revoked: {
    fact: 'Microsoft no longer lets Telink in.',
    rest: 'The password may have changed, or the consent been taken back. What was in the browser is wiped. Nothing is lost at Microsoft.',
  },
  claims: {
    fact: 'Your organisation wants you to sign in again.',
    rest: 'It may be about two-step verification. What you have already loaded is still here.',
  },
  partial: "Telink didn't get all that mail needs.",
  partialMissing: (missing: string) => `What is missing: ${missing}. Nothing is saved yet.`,
  scopes: {
    'Mail.ReadWrite': 'read and change mail',
    'Mail.Send': 'send mail',
    'MailboxSettings.ReadWrite': 'settings of the mailbox',
    offline_access: 'keep the access',
  },

  admin: {
    fact: 'Your administrator has to approve Telink.',
    rest: "Send the link and you'll see here when it's done.",
    granted: {
      fact: 'Your administrator has approved Telink.',
      rest: 'Connect the account and your mail is here.',
    },
    refused: {
      fact: 'Your administrator said no.',
      rest: 'Talk to whoever looks after Microsoft 365 with you. You can send a new link.',
    },
    get: 'Get link',
    renew: 'New link',
    copy: 'Copy link',
    copied: 'The link is copied.',
    label: 'Link for the administrator',
    until: (date: string) => `Valid until ${date}. A new link replaces this one.`,
    copyYourself: 'Select the link and copy it.',
  },

  ask: {
    title: (account: string) => `Disconnect ${account}?`,
    titleUnnamed: 'Stop waiting for the administrator?',
    here: 'Here, the key, the name and the address go from us, and everything Telink kept of the account in the browser.',
    there:
      "At Microsoft, your mail stays, and so does your consent. Microsoft doesn't let us remove it for you.",
    hour: 'What the browser already has for fetching mail stops working within about an hour.',
    waiting: 'The link for the administrator stops working. No account has been connected.',
    drafts: 'Changes that wait to be sent are lost.',
    act: 'Disconnect',
    actUnnamed: 'Stop waiting',
    keep: 'Keep',
  },
  done: {
    fact: 'The account is disconnected.',
    rest: 'With us, the key, the name and the address are erased.',
    alive: (time: string) =>
      `The access the browser was given works until ${time} and can't be taken back sooner.`,
    there: 'Your consent stays at Microsoft until you remove it:',
    work: 'work or school account',
    private: 'private account',
    waiting: 'You no longer wait for the administrator.',
  },

  outcome: {
    connected: { fact: 'The account is connected.', rest: 'Your mail comes straight from Microsoft 365.' },
    updated: { fact: 'The account was already connected.', rest: 'The connection is renewed.' },
    partial: {
      fact: "Telink didn't get all that mail needs.",
      rest: 'Connect again and leave every box ticked.',
    },
    refused: { fact: 'You stopped at Microsoft.', rest: 'Nothing is connected and nothing is saved.' },
    'pending-admin': {
      fact: 'Your organisation demands that an administrator approves Telink.',
      rest: 'Get a link to pass on.',
    },
    blocked: {
      fact: "Your organisation doesn't allow the sign-in.",
      rest: 'Talk to whoever looks after Microsoft 365 with you. Nothing is saved.',
    },
    expired: { fact: 'The connection ran out of time.', rest: 'You have 10 minutes. Start again.' },
    mismatch: {
      fact: "The connection couldn't be completed.",
      rest: "The answer didn't belong to this sign-in. Start again.",
    },
    'other-person': {
      fact: 'Somebody else started that connection.',
      rest: 'Sign in as that person, or start again here.',
    },
    'provider-down': { fact: "Microsoft isn't answering.", rest: 'Nothing is saved. Try again in a while.' },
    'signed-out': {
      fact: 'You were signed out on the way.',
      rest: 'Start again and the account is connected.',
    },
  },
  fault: {
    offline: { fact: "You're offline.", rest: 'Try again when the network is back.' },
    'provider-refused': { fact: "Microsoft isn't answering.", rest: 'Try again in a while.' },
    'not-supported': {
      fact: 'Mail can be connected from Microsoft 365.',
      rest: 'Other providers are not supported.',
    },
    other: { fact: "That didn't work.", rest: 'Nothing has changed. Try again.' },
  },
  failed: { fact: "Your accounts couldn't be loaded.", rest: 'Your mail at Microsoft is not affected.' },
} as const;
