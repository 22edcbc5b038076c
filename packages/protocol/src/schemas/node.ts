import { z } from 'zod'
import { id, jsonValue, largestInteger, moment } from './common.ts'
import { containerKind, containerName } from './containers.ts'
import { jobOperation, nodeEvent, operationResult, testReport } from './jobs.ts'
import { runKind, runParameters, runStream } from './run-parameters.ts'

// What a node of a container and the hub tell each other. The node starts every exchange.

const version = z
  .string()
  .min(1)
  .max(60)
  .regex(/^[^\p{Cc}]*$/u)

export const enrollment = z.object({
  installerToken: z.string().min(10).max(200),
  kind: containerKind,
  /** Name of the container; only for its first node. Default: the name of the node. */
  name: containerName.optional(),
  node: z.object({ name: containerName, version, connectorVersion: version }),
})

export const enrolled = z.object({
  container: z.object({ id, kind: containerKind, name: z.string() }),
  node: z.object({ id, name: z.string() }),
  /** Shown this once. Sent as `Authorization: Bearer …` with every later call. */
  credential: z.string(),
  accountName: z.string(),
})

/** A job that the node believes to hold. */
const attempt = z.number().int().min(1).max(largestInteger)
const heldJob = z.object({ job: id, attempt })
const heldRun = z.object({ run: id, attempt })

export const beat = z.object({
  /** New at each start of the node's program: tells a restart from a pause. */
  boot: id,
  status: z.enum(['online', 'stopping', 'stopped']),
  version,
  connectorVersion: version,
  /** The node's clock, milliseconds since 1970. */
  nowMs: z.number(),
  capacity: z.number().int().min(1).max(1000),
  /** Their leases are renewed. */
  held: z.array(heldJob).max(1000),
  /** Runs of processes that the node carries out: what is not named for 15 s is given to another node. */
  heldRuns: z.array(heldRun).max(100).default([]),
  /** Hosts of the organizations that the node is calling now: each gets a share of the organization's rate. */
  organizations: z
    .array(
      z
        .string()
        .max(300)
        .regex(/^[^\p{Cc}]*$/u),
    )
    .max(1000),
})

export const beatAnswer = z.object({
  nowMs: z.number(),
  /** When to beat next. */
  nextBeatMs: z.number(),
  /** Held jobs that somebody asked to cancel. */
  cancel: z.array(id),
  /** Held jobs that are no longer the node's: stop them and report nothing. */
  lost: z.array(id),
  /** Held runs that somebody asked to cancel: after the batch in hand, or at once. Older hubs do not send it. */
  cancelRuns: z.array(z.object({ run: id, isImmediate: z.boolean() })).optional(),
  /** Held runs that are no longer the node's. Older hubs do not send it. */
  lostRuns: z.array(heldRun).optional(),
  /** Share of the organization's rate, 0 to 1, for each host that was named and that jobs of the node call. */
  shares: z.record(z.string(), z.number()),
  /** The same for each account on whose behalf they are called. Hubs of earlier versions do not send it. */
  accountShares: z.array(z.object({ account: id, organization: z.string(), share: z.number() })).optional(),
})

export const poll = z.object({
  boot: id,
  /** How many more jobs the node can take now. */
  capacity: z.number().int().min(1).max(1000),
  /** How many more runs of processes. Nodes of earlier versions take none. */
  runCapacity: z.number().int().min(0).max(100).default(0),
  /** How long to wait for one. */
  waitMs: z.number().int().min(0).max(25_000).default(25_000),
})

/** Settings as the connector's `parseSettings` takes them, secrets opened for this lease alone. */
const openedSettings = z.record(z.string(), z.string())

const envelopeBase = {
  job: id,
  attempt: z.number().int(),
  /** By when it must be finished. */
  deadlineAt: moment,
  /** Milliseconds until then by the hub's clock: the node's may differ. */
  remainingMs: z.number(),
  /** The lease ends then unless a beat renews it. */
  leaseMs: z.number(),
  /** Tenant on whose behalf it runs: nothing of one tenant is ever shared with another. */
  account: id,
  /** Names the token cache and the rate: the connection's id, or the job's for settings that are not stored. */
  connectionKey: z.string(),
  /** Names the container in messages to the account. */
  containerName: z.string(),
  settings: openedSettings,
  /** Private, loopback and link-local addresses must not be reached. */
  publicAddressesOnly: z.boolean(),
  /** First share of the organization's rate, 0 to 1. */
  rateShare: z.number(),
  /** Goes into the logs and to Coupa. */
  correlationId: z.string(),
}

/** A job as a node receives it with its lease. */
export const jobEnvelope = z.discriminatedUnion('kind', [
  z.object({ ...envelopeBase, kind: z.literal('test'), probes: z.array(z.string()) }),
  z.object({
    ...envelopeBase,
    kind: z.literal('operation'),
    operation: jobOperation,
    /** The other end of a process, for a look at it. */
    destination: z.object({ kind: z.string(), settings: openedSettings }).optional(),
  }),
])
export type JobEnvelope = z.output<typeof jobEnvelope>

/** A run of a process as a node receives it: what to do, with the settings of both ends opened for this lease. */
export const runEnvelope = z.object({
  run: id,
  attempt: z.number().int(),
  kind: runKind,
  /** Hubs of earlier versions do not send it. */
  stream: runStream.default('main'),
  /** Hubs of earlier versions do not send it. */
  parameters: runParameters.default({}),
  account: id,
  /** Names the token cache and the rate: the connection's id. */
  connectionKey: z.string(),
  containerName: z.string(),
  definition: z.record(z.string(), jsonValue),
  trigger: z.string(),
  ids: z.array(z.number().int()).nullable(),
  limit: z.number().int().nullable(),
  settings: openedSettings,
  destination: z.object({ kind: z.string(), settings: openedSettings }),
  /** Further ends, by the names of values of the definition. Hubs of earlier versions do not send them. */
  ends: z.record(z.string(), z.object({ kind: z.string(), settings: openedSettings })).default({}),
  publicAddressesOnly: z.boolean(),
  rateShare: z.number(),
})
export type RunEnvelope = z.output<typeof runEnvelope>

export const pollAnswer = z.object({
  jobs: z.array(jobEnvelope),
  /** Hubs of earlier versions do not send it. */
  runs: z.array(runEnvelope).default([]),
  /**
   * Jobs of this node that somebody asked to cancel: a waiting poll answers at once to say so. Each is told by one poll;
   * beats and the answers to events repeat it while the job is held.
   */
  cancel: z.array(id),
})

const reportedEvents = z.array(nodeEvent).max(100)

export const eventReport = z.object({ attempt, events: reportedEvents.min(1) })

export const eventAnswer = z.object({
  /** Stop the job and hand in what came of it. */
  isCancelRequested: z.boolean(),
  /** How many of the events were not kept, because the job has as many as it may have. */
  dropped: z.number().int(),
})

/** What came of a job: of a test its report, of an operation its result. */
export const completion = heldJob.extend({
  outcome: z.string().min(1).max(60),
  report: testReport.optional(),
  result: operationResult.optional(),
  /** The last events of the job, so that its end does not wait for a call of theirs. Those that are too large are dropped. */
  events: reportedEvents.optional(),
})
export type Completion = z.output<typeof completion>

export const completions = z.object({ completions: z.array(completion).min(1).max(100) })

/** Completions that came too late: somebody else holds the job, or it is finished. */
export const completionsAnswer = z.object({ accepted: z.array(id), refused: z.array(id) })

// The token store that the nodes of a container share. Values are opaque to the hub, which seals them at rest.

/** Hashes by the connector: fit for a file name. */
const tokenKey = z
  .string()
  .min(1)
  .max(200)
  .regex(/^[\w-]*$/)

export const tokenParams = z.object({ key: tokenKey })
export const tokenScope = z.object({ account: id })
/** The number rises with every token, and stays when the token is removed: null. */
export const storedToken = z.object({
  sequence: z.number().int().min(1).max(largestInteger),
  token: z.string().max(100_000).nullable(),
})
export const tokenRead = z.object({ stored: storedToken.nullable() })
/**
 * Kept unless one of the same or a higher number is there. Null removes the token of exactly this number, so that a node
 * removes only what it has seen.
 */
export const tokenWrite = z.object({ account: id, stored: storedToken, expiresAt: moment.nullable() })
export const tokenWritten = z.object({ isKept: z.boolean() })
/** The holder is made anew for each piece of work under the lock; asking again as the same holder renews the lease. */
export const tokenLock = z.object({
  account: id,
  holder: id,
  waitMs: z.number().int().min(0).max(25_000),
  leaseMs: z.number().int().min(1000).max(120_000),
})
export const tokenLockAnswer = z.object({ isHeld: z.boolean() })
export const tokenUnlock = z.object({ account: id, holder: id })
