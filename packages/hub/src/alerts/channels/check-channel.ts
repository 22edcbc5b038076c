import { maintenanceProblem } from '@coupa-connector/process'
import {
  type AlertChannelKind,
  type AlertChannelKindDescription,
  alertChannelKinds,
  type FieldProblem,
} from '@coupa-connector/protocol'
import { HubProblem } from '../../basics/problem.ts'
import type { MessagingSettings } from '../../context/messaging-options.ts'
import { recipientsOf } from '../send/send-to-channel.ts'

/** What a channel is to be. */
interface ChannelContent {
  readonly kind: AlertChannelKind
  readonly settings: Readonly<Record<string, string>>
  /** Names of the secrets that are set. */
  readonly setSecrets: readonly string[]
  readonly quietHours: Parameters<typeof maintenanceProblem>[0] | null
  readonly digest: { readonly at: string; readonly zone: string } | null
}

const mostRecipients = 20

/** Checks a channel without sending anything. Throws `SETTINGS_INVALID` with all that is wrong. */
export function checkChannel(messaging: MessagingSettings, content: ChannelContent): void {
  const fields = [
    ...availabilityProblems(messaging, content.kind),
    ...nameProblems(content),
    ...valueProblems(messaging, content),
    ...timeProblems(content),
  ]
  if (fields.length === 0) return
  throw new HubProblem('SETTINGS_INVALID', {
    detail: fields.map(({ message }) => message).join(' '),
    suggestion: fields.find(({ suggestion }) => suggestion !== undefined)?.suggestion,
    fields,
  })
}

/** Why the installation has no channels of a kind; undefined when it has. */
export function unavailableReason({ mail }: MessagingSettings, kind: AlertChannelKind): string | undefined {
  if (kind !== 'email' || mail !== undefined) return undefined
  return 'This installation has no mail server. Its operator sets smtpUrl and mailFrom.'
}

function availabilityProblems(messaging: MessagingSettings, kind: AlertChannelKind): readonly FieldProblem[] {
  const message = unavailableReason(messaging, kind)
  return message === undefined ? [] : [{ field: 'body.kind', message, given: kind }]
}

function nameProblems({ kind, settings, setSecrets }: ChannelContent): readonly FieldProblem[] {
  const type: AlertChannelKindDescription = alertChannelKinds[kind]
  const check = (group: 'settings' | 'secrets', given: readonly string[]): readonly FieldProblem[] => {
    const known = type[group].map(({ name }) => name)
    const unknown = given.filter((name) => !known.includes(name))
    const missing = type[group].filter(({ name, isRequired }) => isRequired && !given.includes(name))
    return [
      ...unknown.map((name) => ({
        field: `body.${group}.${name}`,
        message: `A channel of the kind ${kind} has no ${group === 'settings' ? 'setting' : 'secret'} named ${name}.`,
        suggestion: known.length === 0 ? 'Leave it out.' : `It takes: ${known.join(', ')}.`,
      })),
      ...missing.map(({ name, label, help }) => ({
        field: `body.${group}.${name}`,
        message: `${label} is missing.`,
        suggestion: help,
      })),
    ]
  }
  const given = Object.entries(settings).filter(([, value]) => value !== '')
  return [
    ...check(
      'settings',
      given.map(([name]) => name),
    ),
    ...check('secrets', setSecrets),
  ]
}

function valueProblems(messaging: MessagingSettings, { kind, settings }: ChannelContent): readonly FieldProblem[] {
  if (kind === 'email') return recipientProblems(settings.recipients ?? '')
  if (settings.url === undefined || settings.url === '') return []
  return [urlProblem(messaging, settings.url) ?? []].flat()
}

function recipientProblems(text: string): readonly FieldProblem[] {
  const field = 'body.settings.recipients'
  const recipients = recipientsOf(text)
  if (recipients.length > mostRecipients) {
    return [{ field, message: `There are ${recipients.length} recipients, and ${mostRecipients} at most are allowed.` }]
  }
  return recipients
    .filter(
      (address) => address.length > 254 || !/^[^\s@<>,;:"()[\]\\\p{Cc}]+@[^\s@<>,;:"()[\]\\\p{Cc}]+$/u.test(address),
    )
    .map((address) => ({
      field,
      message: `"${address.slice(0, 100)}" is not an email address.`,
      suggestion: 'Write addresses such as operations@example.com, separated by commas.',
      given: address.slice(0, 100),
    }))
}

function urlProblem({ allowPlainHttp }: MessagingSettings, given: string): FieldProblem | undefined {
  const field = 'body.settings.url'
  const url = URL.parse(given)
  const shown = { given: given.slice(0, 200) }
  if (url === null || (url.protocol !== 'https:' && url.protocol !== 'http:')) {
    return {
      field,
      message: 'The URL is not an address.',
      suggestion: 'Write one that begins with https://.',
      ...shown,
    }
  }
  if (url.username !== '' || url.password !== '') {
    const message = 'The URL contains a user name or a password, which would be shown.'
    return { field, message, suggestion: 'Leave it out; a webhook takes a bearer token.' }
  }
  if (url.protocol === 'http:' && !allowPlainHttp) {
    const suggestion = 'Use https. The operator of the hub can allow private hosts and plain http.'
    return { field, message: 'The URL is plain http, which others can read on the way.', suggestion, ...shown }
  }
  return undefined
}

function timeProblems({ kind, quietHours, digest }: ChannelContent): readonly FieldProblem[] {
  const quiet = quietHours === null ? undefined : maintenanceProblem(quietHours)
  const day = { days: ['monday'], from: '00:00', until: '01:00' } as const
  const digestZone = digest === null ? undefined : maintenanceProblem({ ...day, zone: digest.zone })
  return [
    ...(quiet === undefined ? [] : [{ field: 'body.quietHours', message: quiet }]),
    ...(digestZone === undefined ? [] : [{ field: 'body.digest.zone', message: digestZone }]),
    ...(kind === 'pagerduty' && digest !== null
      ? [{ field: 'body.digest', message: 'PagerDuty takes incidents one by one, and no digest.' }]
      : []),
  ]
}
