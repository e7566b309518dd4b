/** One row per environment variable the product reads. An unknown TELINK_ variable is an error: a misspelt safety switch must not be silently off. */
export interface Variable {
  readonly fallback?: string;
  readonly secret?: boolean;
  readonly means: string;
}

const DECLARED = {
  PORT: { fallback: '3000', means: 'Port of the product, on 127.0.0.1 unless TELINK_BIND says otherwise.' },
  NODE_ENV: {
    fallback: 'development',
    means: '«production» turns the demonstration off and demands secrets.',
  },
  DATABASE_URL: { secret: true, means: 'An existing PostgreSQL 15 or newer, instead of the embedded one.' },
  TELINK_BIND: { fallback: '127.0.0.1', means: 'Address to listen on.' },
  TELINK_DATA: { fallback: '.telink', means: 'Folder of everything Telink keeps on disk.' },
  TELINK_DEMO: {
    means:
      '«on» or «off»: the demonstration with its stand-in for Microsoft 365. On unless NODE_ENV=production.',
  },
  TELINK_HOSTS: {
    fallback: 'shop=localhost,app=app.localhost,office=office.localhost',
    means: 'Host names of the three apps.',
  },
  TELINK_ORIGINS: {
    means: 'Public origins behind a TLS front: shop=https://…,app=https://…,office=https://…',
  },
  TELINK_CLOCK: { means: 'Start at another time (ISO). Refused unless TELINK_ALLOW_CLOCK=1.' },
  TELINK_ALLOW_CLOCK: { means: '«1» allows TELINK_CLOCK.' },
  TELINK_LOG: { fallback: 'info', means: 'debug, info, warn or error.' },
  TELINK_MASTER_KEY: {
    secret: true,
    means:
      '32 bytes, base64: wraps every key in the key store. Without it a key file is made in TELINK_DATA.',
  },
  TELINK_IDLE_MINUTES: { fallback: '30', means: 'A session dies after this many minutes without use.' },
  TELINK_SESSION_HOURS: { fallback: '12', means: 'A session dies after this many hours whatever happens.' },
  TELINK_SMTP_URL: {
    secret: true,
    means: 'smtp(s)://user:password@host:port. Without it mail goes to a folder, in the demonstration.',
  },
  TELINK_MAIL_FROM: { means: 'Sender of the product’s own mail. The operator’s address when absent.' },
  TELINK_TIME_ZONE: { fallback: 'Europe/Stockholm', means: 'The operator’s time zone.' },
  TELINK_OPERATOR_NAME: { fallback: 'Select Telecom AB', means: 'Controller (GDPR Art. 4.7).' },
  TELINK_OPERATOR_NUMBER: { fallback: '559199-3976', means: 'Its registration number.' },
  TELINK_OPERATOR_ADDRESS: { fallback: 'Smedjegatan 22, 352 46 Växjö', means: 'Its postal address.' },
  TELINK_OPERATOR_EMAIL: {
    fallback: 'info@selecttelecom.se',
    means: 'Its address for questions and opt-outs.',
  },
  TELINK_OPERATOR_BANKGIRO: {
    means:
      'Bankgiro number that invoices are paid to. Outside production a test number stands in; in production no bill is approved without it.',
  },
  TELINK_CHARGING_TOKEN: {
    secret: true,
    means:
      'Bearer token of the switch for POST /api/charging/authorize, at least 32 characters. Absent: nobody is answered there.',
  },
  TELINK_TRAFFIC_TOKEN: {
    secret: true,
    means:
      'Bearer token of the switches for POST /api/traffic/files, at least 32 characters. Absent: nobody is answered there.',
  },
  TELINK_TRAFFIC_FOLDER: {
    means:
      'Folder that switches lay their files in; a folder within it names the switch. Absent: none is watched.',
  },
  TELINK_RECIPIENTS: {
    fallback: '',
    means:
      'Who gets personal data from the operator and is told of corrections and erasures: name=https://address, separated by commas.',
  },
  TELINK_CONTROLLERS: {
    fallback: '',
    means:
      'Other operators a person can take their data to or from: name=https://app.example.se#key, separated by commas; the key is the one they publish at /.well-known/telink/keys.json.',
  },
  TELINK_MICROSOFT_CLIENT_ID: {
    means: 'Application (client) id in Entra. Absent: Microsoft 365 is not offered.',
  },
  TELINK_MICROSOFT_CLIENT_SECRET: { secret: true, means: 'Its client secret.' },
  TELINK_MICROSOFT_TENANT: { fallback: 'common', means: 'common, organizations or a tenant id.' },
  TELINK_MICROSOFT_LOGIN: {
    fallback: 'https://login.microsoftonline.com',
    means: 'National clouds have their own.',
  },
  TELINK_MICROSOFT_GRAPH: {
    fallback: 'https://graph.microsoft.com',
    means: 'National clouds have their own.',
  },
  TELINK_MICROSOFT_UPLOAD: {
    fallback: 'https://outlook.office.com',
    means: 'Where large attachments are sent.',
  },
} as const;

export type VariableName = keyof typeof DECLARED;
export const VARIABLES: Readonly<Record<VariableName, Variable>> = DECLARED;

export type Environment = Partial<Record<VariableName, string>>;
