import { z } from 'zod'
import { actor, id, moment } from './common.ts'
import { connectionFieldValues, connectionSecretHandles } from './connections.ts'
import { organizationSchema, schemaReadContent } from './organization-schemas.ts'

/**
 * `queued`: waits for a container. `running`: a node holds its lease. `finished`: has an outcome and never changes again. A
 * cancelled job is finished with the outcome `CANCELLED`.
 */
export const jobState = z.enum(['queued', 'running', 'finished'])
export type JobState = z.output<typeof jobState>

/** One stage of a test, as the connector reports it. */
export const testStage = z.object({
  name: z.string(),
  status: z.enum(['passed', 'failed', 'skipped', 'warned']),
  durationMs: z.number(),
  note: z.string().optional(),
})

/** The result of a test: the connector's report, or the hub's own when no container could run it. */
export const testReport = z.looseObject({
  outcome: z.string(),
  stage: z.string(),
  title: z.string(),
  message: z.string(),
  remedy: z.string(),
  retry: z.enum(['change-settings', 'same-settings']).nullable(),
  grantedScopes: z.array(z.string()),
  missingScopes: z.array(z.string()),
  stages: z.array(testStage),
  probes: z.array(
    z.object({
      resource: z.string(),
      outcome: z.string(),
      message: z.string(),
      remedy: z.string(),
      requiredScopes: z.array(z.string()),
    }),
  ),
  problems: z.array(
    z.looseObject({
      field: z.string(),
      message: z.string(),
      label: z.string().optional(),
      suggestion: z.string().optional(),
    }),
  ),
  warnings: z.array(z.object({ code: z.string(), message: z.string() })),
  /** A value that would probably mend the settings. */
  suggestedChange: z.object({ field: z.string(), value: z.string() }).optional(),
  authenticationType: z.string().optional(),
  /** Hosts of URL and Access Token URL. */
  host: z.string().optional(),
  tokenHost: z.string().optional(),
  clientId: z.string().optional(),
  tokenLifetimeSeconds: z.number().optional(),
  startedAt: z.string(),
  durationMs: z.number(),
  details: z.record(z.string(), z.unknown()),
})
export type TestReport = z.output<typeof testReport>

/** Resource name or path of the catalog: `invoices`, `suppliers/7/addresses`. */
const resourcePath = z.string().min(1).max(300)
const fieldPath = z.string().min(1).max(300)
const recordId = z.union([z.number().int(), z.string().min(1).max(200)])
const record = z.record(z.string(), z.unknown())
const wire = z.enum(['json', 'xml']).default('json')
/** What to do about fields that Coupa ignores: tell them in the result, or fail. */
const ignoredFields = z.enum(['note', 'error']).optional()

/** What to read with a connection on a container. The parameters are those of the connector's methods of the same names. */
export const readOperation = z.discriminatedUnion('action', [
  z.object({ action: z.literal('get'), resource: resourcePath, id: recordId, wire }),
  z.object({
    action: z.literal('query'),
    resource: resourcePath,
    /** `where`, `fields`, `returnObject`, `orderBy`, `parameters`, as the connector's `query` takes them. */
    query: record.default({}),
    /** Most records to return. */
    limit: z.number().int().min(1).max(1000).default(50),
    wire,
  }),
  z.object({
    action: z.literal('summarize'),
    resource: resourcePath,
    /** As for `query`; the fields that are needed are asked for. */
    query: record.default({}),
    /** Dotted paths of numbers to add up. */
    sums: z.array(fieldPath).max(5).default([]),
    /** Dotted paths by whose values the records are counted. */
    groupBy: z.array(fieldPath).max(4).default([]),
    /** Where reading stops. */
    maxRecords: z.number().int().min(1).max(100_000).default(20_000),
    wire,
  }),
])
export type ReadOperation = z.output<typeof readOperation>

/**
 * What the record has to hold for the change to be made. When it holds something else, nothing is sent. When an update finds
 * what it would write, it has been made already.
 */
const expected = record.optional()

/** What to change with it. */
export const changeOperation = z.discriminatedUnion('action', [
  z.object({
    action: z.literal('create'),
    resource: resourcePath,
    record,
    wire,
    ignoredFields,
    /** Conditions, as `where` takes them: when they find a record, nothing is sent. */
    unlessFound: z.array(z.string().min(1).max(2000)).max(5).optional(),
  }),
  z.object({
    action: z.literal('update'),
    resource: resourcePath,
    id: recordId,
    record,
    wire,
    ignoredFields,
    expected,
  }),
  z.object({
    action: z.literal('act'),
    resource: resourcePath,
    id: recordId,
    name: z.string().min(1).max(100),
    parameters: record.default({}),
    wire,
    expected,
  }),
])
export type ChangeOperation = z.output<typeof changeOperation>

/** What to do with a connection on a container. */
export const operation = z.discriminatedUnion('action', [...readOperation.options, ...changeOperation.options])
export type Operation = z.output<typeof operation>

/**
 * A look at what a process needs, before anything of it is stored or deployed. `check-destination` tries the other end: to write
 * a probe there and remove it again, or, for loads, to read. `preview-process` shows what records would become, and `read-schema` which
 * fields an organization has; both only read.
 */
export const look = z.discriminatedUnion('action', [
  z.object({ action: z.literal('check-destination'), kind: z.string().max(40), use: z.enum(['deliver', 'load']) }),
  z.object({
    action: z.literal('preview-process'),
    definition: record,
    records: z.number().int().min(1).max(50),
  }),
  schemaReadContent.extend({ action: z.literal('read-schema') }),
])
export type Look = z.output<typeof look>

/** What a job that is not a test does. */
export const jobOperation = z.discriminatedUnion('action', [...operation.options, ...look.options])
export type JobOperation = z.output<typeof jobOperation>

/** What one stage of a check of a destination came to. */
export const destinationStage = z.object({
  stage: z.string(),
  status: z.enum(['passed', 'failed', 'warning']),
  message: z.string(),
  code: z.string().optional(),
  remedy: z.string().optional(),
  durationMs: z.number(),
})
export type DestinationStage = z.output<typeof destinationStage>

/** An error of the connector, as plain data. */
export const operationError = z.looseObject({
  code: z.string(),
  message: z.string(),
  suggestion: z.string().optional(),
  /** What of the suggestion names options of the library: a program with options of its own says it in its own words. */
  advice: z.array(z.string()).optional(),
  /** Coupa's own words, all of them. */
  messages: z.array(z.string()).optional(),
  isRetryable: z.boolean(),
})

const numberSummary = z.object({
  sum: z.string(),
  min: z.string().optional(),
  max: z.string().optional(),
  values: z.number().int(),
})

/** Records counted and their numbers added up, exactly, without a record. */
export const recordsSummary = z.object({
  count: z.number().int(),
  numbers: z.record(z.string(), numberSummary),
  groups: z.array(
    z.object({
      group: z.record(z.string(), z.string().nullable()),
      count: z.number().int(),
      numbers: z.record(z.string(), numberSummary),
    }),
  ),
  /** Groups beyond the largest, and the records in them. */
  otherGroups: z.object({ groups: z.number().int(), records: z.number().int() }).optional(),
  /** False where reading stopped at `maxRecords`. */
  isWhole: z.boolean(),
  requests: z.number().int(),
})

/** What came of an operation. */
export const operationResult = z.object({
  /** `OK`, `FAILED` (error says why), `OUTCOME_UNKNOWN` (a write whose answer was lost), or an outcome of a job. */
  outcome: z.string(),
  message: z.string(),
  /** One record, or the records of a query. */
  records: z.array(record).optional(),
  /** Of `summarize`. */
  summary: recordsSummary.optional(),
  /** There are more records than these; `limit` or the bound of 1 MiB cut them off. */
  isTruncated: z.boolean().optional(),
  /** Fields of a created or changed record that Coupa did not take as they were sent. */
  notices: z.array(z.object({ field: z.string(), reason: z.string(), message: z.string() })).optional(),
  error: operationError.optional(),
  /** What was sent to Coupa: method and path with query, without headers and secrets. */
  requests: z.array(z.object({ method: z.string(), path: z.string(), status: z.number().optional() })).optional(),
  /** Of a check of a destination: every stage up to the first that failed. */
  stages: z.array(destinationStage).optional(),
  /** Of a read of a schema, from the node to the hub, which keeps it with the connection and not with the job. */
  schema: organizationSchema.optional(),
  durationMs: z.number(),
})
export type OperationResult = z.output<typeof operationResult>

export const jobKind = z.enum(['test', 'operation'])
export type JobKind = z.output<typeof jobKind>

/** Where a job runs, as its account sees it. */
const jobContainer = z.object({ id: id.nullable(), name: z.string(), kind: z.string() })

export const job = z.object({
  id,
  kind: jobKind,
  state: jobState,
  /** Null until it is finished. */
  outcome: z.string().nullable(),
  connection: z.object({ id, name: z.string(), revision: z.number().int() }).nullable(),
  /** Name in the form of a test whose settings are not saved; null when they are, or have none. */
  draftName: z.string().nullable(),
  container: jobContainer,
  /** Which node has it. While it runs, `lastHeardAt` tells whether that node still says that it lives, every 5 s. */
  node: z.object({ id, name: z.string(), lastHeardAt: moment.nullable().optional() }).nullable(),
  requestedBy: actor,
  queuedAt: moment,
  startedAt: moment.nullable(),
  finishedAt: moment.nullable(),
  /** How often it was given to a node. */
  attempt: z.number().int(),
  cancelRequestedAt: moment.nullable(),
  /** Of the settings that were used. */
  fingerprint: z.string().nullable(),
  /** All tests of one matrix share it. */
  matrix: id.nullable(),
  operation: jobOperation.nullable(),
  report: testReport.nullable(),
  result: operationResult.nullable(),
})
export type Job = z.output<typeof job>

/** A job without what it found, for lists. */
export const jobSummary = job.omit({ report: true, result: true, operation: true }).extend({
  title: z.string(),
  durationMs: z.number().nullable(),
  /** Whether it used the settings that the stored connection has now; null without one, or when it ended before its settings were known. */
  isCurrent: z.boolean().nullable(),
})

/** What a node tells of a job that it holds, by type. A stage that begins has a name only; one that ended tells how. */
const stageStarted = { type: z.literal('stage-started'), data: z.looseObject({ stage: z.string().max(300) }) }
const stageFinished = { type: z.literal('stage-finished'), data: z.looseObject({ stage: testStage }) }
const progress = { type: z.literal('progress'), data: z.looseObject({}) }

/** Something that happened in a job, as its node tells it; `at` is the node's own time. */
export const nodeEvent = z.discriminatedUnion('type', [
  z.object({ ...stageStarted, at: moment }),
  z.object({ ...stageFinished, at: moment }),
  z.object({ ...progress, at: moment }),
])
export type NodeEvent = z.output<typeof nodeEvent>

const numbered = { sequence: z.number().int(), at: moment }

/**
 * Something that happened in a job, numbered from 1. Tests tell their stages; the last event is `finished`. What a node told
 * has the node's own time in `data.nodeAt`.
 */
export const jobEvent = z.discriminatedUnion('type', [
  z.object({ ...numbered, type: z.literal('queued'), data: z.looseObject({}) }),
  z.object({ ...numbered, type: z.literal('leased'), data: z.looseObject({ node: z.string().optional() }) }),
  z.object({ ...numbered, type: z.literal('requeued'), data: z.looseObject({}) }),
  z.object({ ...numbered, ...stageStarted }),
  z.object({ ...numbered, ...stageFinished }),
  z.object({ ...numbered, ...progress }),
  z.object({ ...numbered, type: z.literal('cancel-requested'), data: z.looseObject({}) }),
  z.object({ ...numbered, type: z.literal('finished'), data: z.looseObject({}) }),
])
export type JobEvent = z.output<typeof jobEvent>

/** The settings to test: those of a stored connection, changed by what stands in the form. */
export const testTarget = z.object({
  /** A stored connection: gives the fields and secrets that are not given here. */
  connection: id.optional(),
  /** What stands in the form now; nothing of it is stored as a revision. */
  fields: connectionFieldValues.optional(),
  secrets: connectionSecretHandles.optional(),
  /** The form of a connection that is not saved yet: the history shows its name, and saving it adopts its tests. */
  draft: z.object({ id, name: z.string().trim().max(255) }).optional(),
  /** Further resources to read one record of. */
  probes: z.array(z.string().min(1).max(300)).max(50).default([]),
})

/** A moment of the history of tests. */
export const testHistoryQuery = z.object({
  connection: id.optional(),
  container: id.optional(),
  outcome: z.string().max(60).optional(),
  matrix: id.optional(),
})
