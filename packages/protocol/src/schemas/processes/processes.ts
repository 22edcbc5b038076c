import { z } from 'zod'
import { actor, id, jsonValue, largestInteger, moment, name, storableText } from '../common.ts'
import { runKind, runParameters } from '../run-parameters.ts'

// Processes, their versions and where they are deployed. The definition is described by the package process: here it is JSON.

/** A definition in JSON. The hub reads it with the package process and stores it as it was given. */
export const processDefinition = z.record(storableText(200), jsonValue)

const versionNumber = z.number().int().min(1).max(largestInteger)
const note = storableText(2000)

/** A place where processes are deployed. What may be done there depends on its classification. */
export const environment = z.object({
  id,
  name: z.string(),
  classification: z.enum(['test', 'production']),
  createdAt: moment,
})
export type Environment = z.output<typeof environment>

/** A destination: a connection of the second kind. Its settings hold no secret; of those it says that they are set. */
export const destination = z.object({
  id,
  name: z.string(),
  kind: z.string(),
  settings: z.record(z.string(), z.string()),
  secrets: z.record(z.string(), z.object({ handle: id, setAt: moment, setBy: z.string() })),
  revision: z.number().int(),
  createdAt: moment,
  createdBy: z.string(),
  updatedAt: moment,
  updatedBy: z.string(),
})
export type Destination = z.output<typeof destination>

/** What is asked for a destination. The destination type checks the settings, not the schema. */
export const destinationContent = z.object({
  name,
  kind: z.string().min(1).max(40),
  settings: z.record(storableText(60).min(1), storableText(20_000)),
  /** Handles of secrets by setting, as `secrets.create` gave them. */
  secrets: z.record(storableText(60).min(1), id),
})

export const processVersion = z.object({
  number: versionNumber,
  definition: processDefinition,
  /** Of the definition. */
  sha256: z.string(),
  note: z.string(),
  createdAt: moment,
  createdBy: z.string(),
  /** Who found it fit for production, and when; null while nobody has. */
  approval: z.object({ at: moment, by: z.string(), person: id.nullable() }).nullable(),
})
export type ProcessVersion = z.output<typeof processVersion>

/** What a change of a definition means for the state that the version before left. */
export const definitionComparison = z.object({
  kind: z.enum(['compatible', 'needs-back-fill', 'new-stream']),
  changes: z.array(
    z.object({
      path: z.string(),
      kind: z.enum(['compatible', 'needs-back-fill', 'new-stream']),
      reason: z.string(),
    }),
  ),
})

/** When a process runs: the package process reads it. */
export const schedule = z.union([
  z.object({ cron: z.string().max(200), zone: z.string().max(100) }),
  z.object({ everyMinutes: z.number() }),
  z.object({ after: z.string().max(100) }),
])

/** A time of day as a wall clock shows it: `06:30`. */
const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 06:30')

/** What happens at an instant at which the run before is not over. Two runs of a deployment never run at once. */
const overlapPolicy = z.enum(['queue-one', 'skip', 'cancel-running'])
/** What happens with instants that passed while no hub was there, or the deployment was paused. */
const catchUpPolicy = z.enum(['one', 'all', 'none'])

/**
 * A time of each week in which nothing starts by schedule. What was due in it is made up for after it, as `catchUp` says. It
 * begins on each of the days at `from`, and ends at `until`: on the next day where that is not later than `from`.
 */
const maintenanceWindow = z.object({
  days: z
    .array(z.enum(['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']))
    .min(1)
    .max(7),
  from: wallTime,
  until: wallTime,
  zone: z.string().max(100),
})

export const deploymentContent = z.object({
  version: versionNumber,
  /** As `containers.list` names it. */
  container: id,
  /** The connection to Coupa. */
  connection: id,
  destination: id,
  /**
   * Destinations for further ends of the process, by the names of its values: `answers`, where the consumer puts its answers;
   * `inbox` of a load that writes flat files. Those that are deployed stay where this is left out.
   */
  ends: z.record(storableText(63).min(1), id).optional(),
  /** Settings of the destination that differ here, such as a folder. Never secrets. */
  settings: z.record(storableText(60).min(1), storableText(20_000)).default({}),
  schedules: z.array(schedule).max(20).default([]),
  overlap: overlapPolicy.default('queue-one'),
  catchUp: catchUpPolicy.default('one'),
  /** How far back missed instants are made up for. */
  catchUpHours: z.number().min(0).max(720).default(24),
  /** A start is put off by up to so many seconds, always the same for a deployment, so that not all begin at the full hour. */
  jitterSeconds: z.number().int().min(0).max(3600).default(0),
  maintenance: z.array(maintenanceWindow).max(20).default([]),
  /** Pauses after so many failed runs in a row; null never does. */
  pauseAfterFailures: z.number().int().min(1).max(100).nullable().default(5),
})

/**
 * How a deployment does, the first that is so. `paused`; `failing`: its last run failed; `late`: three times in a row its schedule
 * came and no run succeeded; `set-aside`: records wait for somebody to mend them; `healthy`; `never-run`.
 */
const deploymentStates = ['paused', 'failing', 'late', 'set-aside', 'healthy', 'never-run'] as const
export const deploymentState = z.enum(deploymentStates)
export type DeploymentState = z.output<typeof deploymentState>

/** What the list of processes can be narrowed to: a state of one of its deployments, a run under way, or no deployment. */
export const processStates = [...deploymentStates, 'running', 'not-deployed'] as const
export const processState = z.enum(processStates)
export type ProcessState = z.output<typeof processState>

export const deployment = z.object({
  id,
  process: z.object({ id, name: z.string() }),
  environment,
  version: versionNumber,
  /** What a rollback goes back to; null before the second deployment. */
  previousVersion: versionNumber.nullable(),
  container: z.object({ id, name: z.string().nullable() }),
  connection: z.object({ id, name: z.string().nullable() }),
  destination: z.object({ id, name: z.string().nullable(), kind: z.string().nullable() }),
  /** Further ends, by the names of the values of the process: `answers`, where the consumer puts its answers. */
  ends: z.record(z.string(), z.object({ id, name: z.string(), kind: z.string() })),
  settings: z.record(z.string(), z.string()),
  /** Host of the organization that the connection leads to; null when the connection is gone. */
  organization: z.string().nullable(),
  schedules: z.array(
    z.object({
      id,
      schedule,
      /** In words: `At 04:00, in Europe/Berlin`. */
      words: z.string(),
      /** Null while the deployment is paused, and for a process that follows another. */
      nextAt: moment.nullable(),
      /** The next five instants, whether it is paused or not. Empty in a list of processes, and for one that follows another. */
      upcoming: z.array(moment),
    }),
  ),
  state: deploymentState,
  /** The next run of any schedule; null while paused, and where no time is known. */
  nextAt: moment.nullable(),
  /** When a run last brought its records through, all or some of them. */
  lastSuccessAt: moment.nullable(),
  /** The run that is under way, or waits: the oldest. */
  activeRun: z.object({ id, state: z.string(), createdAt: moment, startedAt: moment.nullable() }).nullable(),
  overlap: overlapPolicy,
  catchUp: catchUpPolicy,
  catchUpHours: z.number(),
  jitterSeconds: z.number().int(),
  maintenance: z.array(
    maintenanceWindow.extend({
      /** In words: `Sunday, 02:00 to 06:00, in Europe/Berlin`. */
      words: z.string(),
    }),
  ),
  /** When the maintenance that goes on now ends; null outside of it. */
  maintenanceUntil: moment.nullable(),
  pauseAfterFailures: z.number().int().nullable(),
  failuresInARow: z.number().int(),
  paused: z.object({ at: moment, by: z.string(), reason: z.string() }).nullable(),
  openFailures: z.number().int(),
  /** Checks, previews and verifications are none. */
  lastRun: z
    .object({
      id,
      kind: z.string(),
      state: z.string(),
      outcome: z.string().nullable(),
      /** Why it waits, failed or was skipped, in a sentence. */
      reason: z.string().nullable(),
      /** Records that it delivered. */
      delivered: z.number(),
      createdAt: moment,
      endedAt: moment.nullable(),
    })
    .nullable(),
  revision: z.number().int(),
})
export type Deployment = z.output<typeof deployment>

/** What a process does at an end: deliver records, load records or answers, or put flat files into Coupa's own inbox. */
export const endUse = z.enum(['deliver', 'load', 'inbox'])
export type EndUse = z.output<typeof endUse>

/** `out`: from Coupa to a destination. `in`: a load, from a source into Coupa. */
export const processDirection = z.enum(['out', 'in'])

export const process = z.object({
  id,
  name: z.string(),
  /** What people call it: the title of its newest version; null without one. */
  title: z.string().nullable(),
  direction: processDirection,
  /** The resource of Coupa that its newest version reads or writes. */
  resource: z.string(),
  latestVersion: versionNumber,
  createdAt: moment,
  createdBy: z.string(),
  deployments: z.array(deployment),
})
export type Process = z.output<typeof process>

/** What applying a definition came to, or would come to. */
export const appliedProcess = z.object({
  /** Null for a plan of a process that is not there yet. */
  process: id.nullable(),
  name: z.string(),
  version: versionNumber,
  change: z.enum(['created', 'new-version', 'unchanged']),
  /** Against the version before; null for the first one. */
  comparison: definitionComparison.nullable(),
})

export const applyContent = z.object({
  definition: processDefinition,
  note: note.default(''),
  /** Only says what would happen. */
  isPlan: z.boolean().default(false),
})

/**
 * `waiting`: for other runs, or because the deployment is paused or in maintenance; `reason` says for what. `queued`: for a node.
 * `running`: a node holds it. `ended`: has an outcome. `skipped`: never ran; `reason` says why.
 */
export const runState = z.enum(['waiting', 'queued', 'running', 'ended', 'skipped'])
export const runTrigger = z.enum(['schedule', 'person', 'api', 'after', 'retry'])
export const run = z.object({
  id,
  kind: runKind,
  process: z.object({ id, name: z.string() }),
  deployment: id,
  environment: z.string(),
  classification: environment.shape.classification,
  direction: processDirection,
  /** Host of the organization that it works with; null before it was ready to run. */
  organization: z.string().nullable(),
  version: versionNumber,
  trigger: runTrigger,
  requestedBy: actor,
  /** The instant of the schedule that it was made for. */
  plannedAt: moment.nullable(),
  state: runState,
  outcome: z.string().nullable(),
  code: z.string().nullable(),
  /** Why it waits, failed or was skipped, in a sentence. */
  reason: z.string().nullable(),
  /** How often a node took it. */
  attempt: z.number().int(),
  node: z.string().nullable(),
  /** No beat has named it for longer than a lease: another node is about to continue it. */
  isInterrupted: z.boolean(),
  isCancelRequested: z.boolean(),
  /** Counts by name: `read`, `delivered`, `acknowledged` and so on. */
  counters: z.record(z.string(), z.number()),
  receipt: z.record(z.string(), z.unknown()).nullable(),
  /** What became of the records that it set aside, as of now; null where it set none aside, or they are forgotten. */
  failures: z
    .object({
      open: z.number().int(),
      fixed: z.number().int(),
      dismissed: z.number().int(),
      /** The runs that fixed them, those that fixed the most first. */
      fixedIn: z.array(z.object({ run: z.string(), records: z.number().int() })),
    })
    .nullish(),
  createdAt: moment,
  startedAt: moment.nullable(),
  endedAt: moment.nullable(),
})
export type Run = z.output<typeof run>

export const startContent = runParameters.omit({ retried: true }).extend({
  kind: runKind.default('run'),
  /** These records only, whatever the mode. */
  ids: z.array(z.number().int().min(1)).min(1).max(10_000).optional(),
  /** Stops after so many records. */
  limit: z.number().int().min(1).max(largestInteger).optional(),
})

/** Name of a group of failures: it stays the same as long as they have their class and their sentence. */
export const failureGroupName = z.string().regex(/^[0-9a-f]{32}$/, 'is not a group of failures')

/** Which failures are meant: all of these together. */
export const failureFilter = z.object({
  class: z.string().max(60).optional(),
  /** As `failureGroups.list` names it. */
  group: failureGroupName.optional(),
  ids: z.array(storableText(100)).min(1).max(10_000).optional(),
  /** The run in which they were seen last. */
  run: storableText(100).optional(),
})

export const processFailure = z.object({
  id: z.string(),
  /** The number, code or name by which people know the record; null where none is known. */
  label: z.string().nullable(),
  stage: z.string(),
  class: z.string(),
  code: z.string(),
  message: z.string(),
  field: z.string().nullable(),
  state: z.enum(['open', 'fixed', 'dismissed']),
  attempts: z.number().int(),
  firstSeenAt: moment,
  lastSeenAt: moment,
  run: z.string(),
  fixedIn: z.string().nullable(),
  reason: z.string().nullable(),
})
export type ProcessFailure = z.output<typeof processFailure>

/** A record that was set aside, with what is known of it. What is sensitive is hidden as `***`. */
export const failurePayload = z.object({
  failure: processFailure,
  /** As Coupa served it, or as the input has it; null where it is not kept. */
  source: jsonValue.nullable(),
  /** What the mapping makes of it; null where it makes nothing of it. */
  mapped: jsonValue.nullable(),
  /** Whether a part is cut off, because it is too large. */
  isCut: z.boolean(),
  /** What is wrong with it before Coupa is asked; of a load, by its mapping as it is deployed. */
  faults: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })),
  /** Where a load has it from. */
  input: z.object({ name: z.string(), row: z.number().int() }).nullable(),
  /** Who corrected it last. */
  edited: z.object({ by: z.string(), at: moment }).nullable(),
})
export type ProcessFailurePayload = z.output<typeof failurePayload>
