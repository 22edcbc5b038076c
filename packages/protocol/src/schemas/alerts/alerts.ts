import { z } from 'zod'
import { id, moment, name, storableText } from '../common.ts'
import { alertChannelKindNames } from './alert-channels.ts'
import { alertRuleNames } from './alert-rules.ts'

export const alertRuleName = z.enum(alertRuleNames)
export const alertChannelKind = z.enum(alertChannelKindNames)
const severity = z.enum(['error', 'warning', 'info'])

/** A time of day as a wall clock shows it. */
const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 06:30')
const zone = z.string().max(100)

/** A time of the day in which nothing is sent: what comes up goes out at its end, together. */
export const quietHours = z.object({
  /** The days on which it begins. Default: each day. */
  days: z
    .array(z.enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']))
    .min(1)
    .max(7)
    .default(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']),
  from: wallTime,
  until: wallTime,
  zone,
})

/** Once a day instead of at once: all alerts of the day in one message. */
export const digest = z.object({ at: wallTime, zone })

export const alertChannelContent = z.object({
  name,
  kind: alertChannelKind,
  settings: z.record(storableText(60).min(1), storableText(4000)).default({}),
  /** Handles of secrets by their names, as `secrets.create` gave them for the kind. */
  secrets: z.record(storableText(60).min(1), id).default({}),
  isEnabled: z.boolean().default(true),
  quietHours: quietHours.nullable().default(null),
  digest: digest.nullable().default(null),
})

/** Where alerts go. Of its secrets it says only that they are set. */
export const alertChannel = z.object({
  id,
  name: z.string(),
  kind: alertChannelKind,
  settings: z.record(z.string(), z.string()),
  secrets: z.record(z.string(), z.object({ handle: id, setAt: moment, setBy: z.string() })),
  isEnabled: z.boolean(),
  quietHours: quietHours.nullable(),
  digest: digest.nullable(),
  /** When a message was accepted last; null before the first one. */
  lastSentAt: moment.nullable(),
  /** What went wrong last, if that was after the last message that was accepted. */
  lastError: z.object({ at: moment, message: z.string() }).nullable(),
  /** Messages that wait to be sent, those that are tried again among them. */
  waiting: z.number().int(),
  revision: z.number().int(),
  createdAt: moment,
  createdBy: z.string(),
  updatedAt: moment,
  updatedBy: z.string(),
})
export type AlertChannel = z.output<typeof alertChannel>

const channelField = z.object({
  name: z.string(),
  label: z.string(),
  isRequired: z.boolean(),
  help: z.string(),
  example: z.string().nullable(),
})

/** A kind of channel, with what a form needs. */
export const alertChannelKindView = z.object({
  kind: alertChannelKind,
  title: z.string(),
  settings: z.array(channelField),
  secrets: z.array(channelField),
  /** False where the installation lacks what it takes; `reason` says what. */
  isAvailable: z.boolean(),
  reason: z.string().nullable(),
})

/** What came of a test message. */
export const alertChannelTest = z.object({
  isSent: z.boolean(),
  /** Why it was not sent, and what to do about it. */
  error: z.string().nullable(),
  durationMs: z.number().int(),
})

const ruleValues = z.object({
  isOn: z.boolean(),
  /** Null for a rule without a number. */
  threshold: z.number().nullable(),
  /** The channels that its alerts go to; null: all that are enabled. */
  channels: z.array(id).nullable(),
})

/** What is set for a rule; null inherits. */
const ruleSetting = z.object({
  isOn: z.boolean().nullable(),
  threshold: z.number().nullable(),
  channels: z.array(id).nullable(),
})

/** A rule with its default, what the account and the deployment set, and what applies. */
export const alertRule = z.object({
  rule: alertRuleName,
  title: z.string(),
  /** When it alerts, in a sentence with the number that applies. */
  description: z.string(),
  subject: z.enum(['deployment', 'connection']),
  severity,
  /** What the number counts; null for a rule without one. */
  threshold: z.object({ unit: z.string(), minimum: z.number(), maximum: z.number() }).nullable(),
  default: ruleValues,
  account: ruleSetting.nullable(),
  /** Null without a deployment, and where nothing is set for it. */
  deployment: ruleSetting.nullable(),
  effective: ruleValues,
})
export type AlertRule = z.output<typeof alertRule>

export const alertRuleContent = z.object({
  /** Sets it for this deployment alone. */
  deployment: id.optional(),
  /** Null or left out, the value is inherited; a rule of which all is inherited is as if it had never been set. */
  isOn: z.boolean().nullable().default(null),
  threshold: z.number().nullable().default(null),
  channels: z.array(id).max(100).nullable().default(null),
})

/** Something that people are told. It never holds what is in records. */
export const alert = z.object({
  id,
  rule: alertRuleName,
  severity,
  /** It tells of the end of what an earlier alert was about. */
  isResolved: z.boolean(),
  subject: z.object({ kind: z.enum(['deployment', 'connection']), id, name: z.string() }),
  title: z.string(),
  text: z.string(),
  /** Where to look, in the console. */
  url: z.string(),
  run: id.nullable(),
  at: moment,
})
export type Alert = z.output<typeof alert>

/** A message to a channel: one or more alerts. */
export const alertMessage = z.object({
  id,
  channel: z.object({ id, name: z.string() }),
  kind: z.enum(['alerts', 'digest']),
  /** `waiting`: collects until `dueAt`. `sending`: is being sent, or tried again at `dueAt`. `given-up`: nothing tries it any more. */
  state: z.enum(['waiting', 'sending', 'sent', 'given-up']),
  alerts: z.number().int(),
  title: z.string(),
  tries: z.number().int(),
  lastError: z.string().nullable(),
  createdAt: moment,
  dueAt: moment,
  sentAt: moment.nullable(),
})
export type AlertMessage = z.output<typeof alertMessage>
