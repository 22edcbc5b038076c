import type { Destination, DestinationType } from '@coupa-connector/protocol'

/** What a kind is good for, in one sentence. */
const purposes: Readonly<Record<string, string>> = {
  files: 'A folder on the machine of a container: CSV, NDJSON, or Parquet files.',
  postgresql: 'Tables in a PostgreSQL database, created and updated for you.',
  sftp: 'A folder on an SFTP server, such as the inbox of your ERP.',
  http: 'A web address that takes JSON: a webhook, or the API of your ERP.',
  s3: 'A bucket of Amazon S3 or any server with the same API.',
}

/** What a kind is good for; empty for a kind that this page does not know. */
export function purposeOf(kind: string): string {
  return purposes[kind] ?? ''
}

const guarantees: Readonly<Record<DestinationType['guarantee'], string>> = {
  'exactly-once': 'Every record arrives exactly once, even if a run is interrupted.',
  'at-least-once-with-key': 'A record can arrive twice after an interruption, with the same key.',
  'at-least-once': 'A record can arrive twice after an interruption.',
}

/** How often a record can arrive, as a sentence. */
export function guaranteeOf({ guarantee }: DestinationType): string {
  return guarantees[guarantee]
}

/** Where a destination leads, in a line. */
export function placeOf({ kind, settings }: Pick<Destination, 'kind' | 'settings'>): string {
  const { host = '', url = '', bucket = '', prefix = '', file, folder = file ?? '' } = settings
  switch (kind) {
    case 'files':
      return folder
    case 'sftp':
      return `${host}:${folder}`
    case 's3':
      return [bucket, file ?? prefix].filter(Boolean).join('/')
    default:
      return url
  }
}

/** A description as a sentence: declarations are half sentences, for tables of the command line. */
export function asSentence(text: string): string {
  const capital = text.charAt(0).toUpperCase() + text.slice(1)
  return /[.!?]$/.test(capital) ? capital : `${capital}.`
}

const stages: Readonly<Record<string, string>> = {
  settings: 'Settings',
  connect: 'Connect',
  identify: 'Identify the server',
  'sign-in': 'Sign in',
  read: 'Read',
  write: 'Write a probe',
  commit: 'Make it visible',
  'clean-up': 'Remove the probe',
}

/** The name of a stage of a check. */
export function stageTitle(stage: string): string {
  return stages[stage] ?? stage
}
