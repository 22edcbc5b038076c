import { z } from 'zod'
import { actor, fieldProblem, id, moment, name, storableText } from './common.ts'

/** Name of a field of a connection, as `connectionType.get` lists them. */
const fieldName = storableText(60).min(1)

/** The values of the form by field, without secrets. The connection type checks them, not the schema. */
export const connectionFieldValues = z.record(fieldName, storableText(20_000))

/** Secrets by field, as the handles that `secrets.create` gave. */
export const connectionSecretHandles = z.record(fieldName, id)

/** One field, with all that a form needs. It comes from the connector's own declaration. */
export const connectionField = z.object({
  name: fieldName,
  label: z.string(),
  tab: z.string(),
  usedWith: z.array(z.string()),
  isRequired: z.boolean(),
  isSecret: z.boolean(),
  defaultValue: z.string().nullable(),
  choices: z.array(z.object({ value: z.string(), label: z.string(), isDeprecated: z.boolean() })).nullable(),
  help: z.string(),
  example: z.string().nullable(),
})
export type ConnectionFieldDescription = z.output<typeof connectionField>

/** Who decides that a test ended this way, and whether the same settings may pass later. */
export const outcomeDescription = z.object({
  code: z.string(),
  title: z.string(),
  producedBy: z.enum(['connector', 'hub']),
  retry: z.enum(['change-settings', 'same-settings']).nullable(),
})

export const settingsNotice = z.object({
  field: fieldName,
  kind: z.string(),
  message: z.string(),
  /** The value that would mend it, where there is one. */
  suggestedValue: z.string().optional(),
})

/** What the connection type says about settings, without sending anything. Fields have the names of the connection type. */
export const settingsCheck = z.object({
  problems: z.array(fieldProblem),
  notices: z.array(settingsNotice),
  /** Host of the organization; null while URL is wrong. */
  organization: z.string().nullable(),
})
export type SettingsCheck = z.output<typeof settingsCheck>

/** A secret of a connection: that it is set, never what it is. */
export const secretState = z.object({ handle: id, setAt: moment, setBy: z.string() })

export const lastTest = z.object({
  job: id,
  outcome: z.string(),
  title: z.string(),
  finishedAt: moment,
  container: z.object({ id: id.nullable(), name: z.string() }),
  /** Whether it tested the settings as they are now. */
  isCurrent: z.boolean(),
})

/**
 * - `verified`: the settings as they are now have passed a test; the last test of them did not fail.
 * - `failing`: the last test of the settings as they are now failed.
 * - `draft`: the settings have changed since they passed a test.
 * - `never-tested`: no test of this connection has passed or failed yet.
 */
export const connectionState = z.enum(['verified', 'failing', 'draft', 'never-tested'])

export const connectionSummary = z.object({
  id,
  name,
  folder: z.string(),
  labels: z.array(z.string()),
  state: connectionState,
  /** Host of the organization. */
  organization: z.string(),
  authenticationType: z.string(),
  isDeprecated: z.boolean(),
  lastTest: lastTest.nullable(),
  revision: z.number().int(),
  updatedAt: moment,
  updatedBy: z.string(),
})
export type ConnectionSummary = z.output<typeof connectionSummary>

export const connection = connectionSummary.extend({
  description: z.string(),
  fields: connectionFieldValues,
  secrets: z.record(fieldName, secretState),
  notices: z.array(settingsNotice),
  createdAt: moment,
  createdBy: z.string(),
})
export type Connection = z.output<typeof connection>

export const folder = z
  .string()
  .trim()
  .max(400)
  .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must be one line')
export const labels = z
  .array(
    z
      .string()
      .trim()
      .min(1)
      .max(60)
      .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must be one line'),
  )
  .max(50)

/**
 * What a change did, field by field. A secret only shows whether it was set: from null or `set` to `set`, `changed` or null.
 * `copiedFrom` names the connection that a new one was copied from.
 */
export const revisionChange = z.object({
  field: z.string(),
  from: z.string().nullable(),
  to: z.string().nullable(),
  isSecret: z.boolean(),
})

export const connectionRevision = z.object({
  revision: z.number().int(),
  changedAt: moment,
  changedBy: actor,
  changes: z.array(revisionChange),
  name: z.string(),
  fields: connectionFieldValues,
})

export const connectionUse = z.object({
  kind: z.enum(['job', 'deployment']),
  id,
  description: z.string(),
  since: moment,
})
