import { z } from 'zod'
import { id, moment, storableText } from '../common.ts'
import { endUse, processDefinition, schedule } from './processes.ts'

// What a person needs who builds a process: what can be chosen, and what is right.

/** A setting of a destination, with all that a form needs. */
const destinationSetting = z.object({
  name: z.string(),
  title: z.string(),
  description: z.string(),
  /** The uses that know it. */
  uses: z.array(endUse),
  /** The uses that need it. */
  requiredFor: z.array(endUse),
  /** Whether every use needs it. */
  isRequired: z.boolean(),
  isSecret: z.boolean(),
  /** A text of several lines, such as a key. */
  isMultiline: z.boolean(),
  default: z.string().nullable(),
  choices: z.array(z.string()).nullable(),
})

/** A kind of destination. */
export const destinationType = z.object({
  kind: z.string(),
  title: z.string(),
  /** It reads and writes paths of the machine of the container, which a shared container refuses. */
  isLocal: z.boolean(),
  /** What a process can do there. */
  uses: z.array(endUse),
  /** Formats of files that it writes; empty where records are not written as files. */
  formats: z.array(z.string()),
  guarantee: z.enum(['exactly-once', 'at-least-once-with-key', 'at-least-once']),
  settings: z.array(destinationSetting),
})
export type DestinationType = z.output<typeof destinationType>

/** A process that is asked for again and again. */
export const processTemplate = z.object({
  id: z.string(),
  name: z.string(),
  title: z.string(),
  /** What it does, in one sentence. */
  sentence: z.string(),
  direction: z.enum(['out', 'in']),
  /** Null for a template of any resource. */
  resource: z.string().nullable(),
  /** Which resources it takes where that is not a single one. */
  resourcePattern: z.string().nullable(),
  /** Of an export: how records are marked as exported. */
  acknowledge: z.string().nullable(),
  /** When it usually runs, as cron. */
  schedule: z.string(),
  /** Whether it delivers files of records, which only folders take. */
  deliversFiles: z.boolean(),
  /** Of a load: whether it can be written as Coupa's flat files, or only so. */
  flatFiles: z.enum(['never', 'possible', 'only']),
  /** Of a load that can write several flat files: which ones. */
  objects: z.array(z.string()),
})
export type ProcessTemplate = z.output<typeof processTemplate>

/** What a definition is made for. What a template does not take is refused. */
export const newDefinition = z.object({
  template: storableText(20).min(1),
  /** Kind of the other end: where an export delivers to, or where a load reads from. */
  kind: storableText(40).optional(),
  format: storableText(40).optional(),
  /** Of an export. */
  shape: storableText(40).optional(),
  /** Of an export. */
  acknowledge: storableText(40).optional(),
  resource: storableText(300).optional(),
  /** Of a load: `rest`, or `flat-files` into Coupa's SFTP inbox. */
  way: storableText(40).optional(),
  /** Of a load that can write several flat files: which one. */
  object: storableText(100).optional(),
  name: storableText(63).optional(),
})

/** An end that a process has beside its destination or source. */
const furtherEnd = z.object({
  /** The name of its value in the definition: a deployment names a destination for it. */
  value: z.string(),
  kind: z.string(),
  use: endUse,
})

/** What is wrong with a definition, and what it needs. */
export const definitionCheck = z.object({
  problems: z.array(z.object({ path: z.string(), message: z.string(), suggestion: z.string().nullable() })),
  warnings: z.array(z.object({ path: z.string(), message: z.string(), suggestion: z.string() })),
  direction: z.enum(['out', 'in']).nullable(),
  resource: z.string().nullable(),
  /** Scopes that the connection needs for it. Empty while there are problems. */
  scopes: z.array(z.string()),
  /** Ends that it needs beside its destination or source. */
  ends: z.array(furtherEnd),
})
export type DefinitionCheck = z.output<typeof definitionCheck>

/** A schedule in words, with its next instants; or why it cannot be kept. */
export const describedSchedule = z.object({
  /** `At 04:00, in Europe/Berlin`. */
  words: z.string().nullable(),
  /** None for a schedule that follows another process. */
  nextAt: z.array(moment),
  problem: z.string().nullable(),
})

export const scheduleToDescribe = z.object({
  schedule,
  /** How many instants. */
  count: z.number().int().min(0).max(20).default(5),
})

/** The other end as a form has it: a stored destination, changed by the form. */
const destinationForm = z.object({
  /** A stored destination: gives the settings and secrets that are not given here. */
  destination: id.optional(),
  /** Of one that is not stored. */
  kind: storableText(40).min(1).optional(),
  /** Replaces all settings of the stored one. */
  settings: z.record(storableText(60).min(1), storableText(20_000)).optional(),
  /** Handles by setting; added to those of the stored one. */
  secrets: z.record(storableText(60).min(1), id).optional(),
})

export const destinationToCheck = destinationForm.extend({
  container: id.optional(),
  /** Whether to try writing, as an export does, or reading, as a load does. */
  use: z.enum(['deliver', 'load']).default('deliver'),
})

export const definitionToPreview = z.object({
  definition: processDefinition,
  connection: id,
  /** Where a load reads from. An export needs none: nothing is written. */
  destination: id.optional(),
  container: id.optional(),
  records: z.number().int().min(1).max(50).default(10),
})
