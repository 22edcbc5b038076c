import { z } from 'zod'
import { accountParams, id, largestInteger, pageOf, pageQuery } from '../schemas/common.ts'
import {
  job,
  jobEvent,
  jobKind,
  jobState,
  jobSummary,
  operation,
  readOperation,
  testHistoryQuery,
  testTarget,
} from '../schemas/jobs.ts'
import { defineRoutes } from './route.ts'

const viewer = { kind: 'account', role: 'viewer' } as const
const builder = { kind: 'account', role: 'builder' } as const
const operator = { kind: 'account', role: 'operator' } as const
const jobParams = accountParams.extend({ job: id })

/** How long the answer may wait for something to happen. */
/** Events after this one are asked for. */
const eventNumber = z.coerce.number().int().min(0).max(largestInteger).default(0)
const waitMs = z.coerce.number().int().min(0).max(25_000).default(0)

/** By when it must be finished. */
const operationDeadlineMs = z.number().int().min(1000).max(600_000).default(120_000)

/** Tests, operations, and the jobs that both are. */
export const jobRoutes = defineRoutes({
  'tests.start': {
    method: 'POST',
    path: '/accounts/:account/tests',
    access: builder,
    tag: 'Tests',
    summary: 'Test a draft or a stored connection from one container',
    description:
      'Always answers with a job when the container is one of the account: what no container could run is finished at once, with the outcome that says why.',
    params: accountParams,
    body: testTarget.extend({ container: id.optional() }),
    response: job,
    status: 202,
    isIdempotent: true,
    problems: ['CONTAINER_NOT_ASSOCIATED', 'SECRET_NOT_USABLE'],
  },
  'tests.startMatrix': {
    method: 'POST',
    path: '/accounts/:account/test-matrices',
    access: builder,
    tag: 'Tests',
    summary: 'The same test from several containers, or from all of the account',
    params: accountParams,
    body: testTarget.extend({ containers: z.array(id).min(1).max(200).optional() }),
    description:
      'Without `containers` it runs in those of the account that can run it now; the others are named in `leftOut`. When none can, each says why.',
    response: z.object({
      matrix: id,
      jobs: z.array(job),
      /** Containers that cannot run a test now, and were not asked for by name. */
      leftOut: z.array(z.object({ id, name: z.string() })),
    }),
    status: 202,
    isIdempotent: true,
    problems: ['CONTAINER_NOT_ASSOCIATED', 'SECRET_NOT_USABLE'],
  },
  'tests.matrix': {
    method: 'GET',
    path: '/accounts/:account/test-matrices/:matrix',
    access: viewer,
    tag: 'Tests',
    summary: 'A matrix side by side, with what differs',
    params: accountParams.extend({ matrix: id }),
    response: z.object({
      matrix: id,
      isFinished: z.boolean(),
      jobs: z.array(job),
      /** What differs between the places where the test ran, and matters: outcome, latency, clock, certificate. */
      differences: z.array(
        z.object({ aspect: z.string(), values: z.array(z.object({ container: z.string(), value: z.string() })) }),
      ),
    }),
  },
  'tests.list': {
    method: 'GET',
    path: '/accounts/:account/tests',
    access: viewer,
    tag: 'Tests',
    summary: 'The history of tests, newest first',
    params: accountParams,
    query: pageQuery.extend(testHistoryQuery.shape),
    response: pageOf(jobSummary),
    problems: ['CURSOR_INVALID'],
  },
  'reads.start': {
    method: 'POST',
    path: '/accounts/:account/connections/:connection/reads',
    access: operator,
    tag: 'Operations',
    summary: 'Read records with a stored connection, or add them up, on a container',
    description:
      'As an operation, for those who may read from Coupa and not change it: agents, and programs that look.',
    params: accountParams.extend({ connection: id }),
    /** Without a container, one of the account that can. */
    body: z.object({ container: id.optional(), operation: readOperation, deadlineMs: operationDeadlineMs }),
    response: job,
    status: 202,
    isIdempotent: true,
    problems: ['CONTAINER_NOT_ASSOCIATED', 'DRAFT_NOT_USABLE', 'SETTINGS_INVALID', 'SECRET_NOT_USABLE'],
  },
  'operations.start': {
    method: 'POST',
    path: '/accounts/:account/connections/:connection/operations',
    access: builder,
    tag: 'Operations',
    summary: 'Run an operation of the connector with a stored connection on a container',
    params: accountParams.extend({ connection: id }),
    body: z.object({ container: id, operation, deadlineMs: operationDeadlineMs }),
    response: job,
    status: 202,
    isIdempotent: true,
    maxBodyBytes: 1_048_576,
    problems: ['CONTAINER_NOT_ASSOCIATED', 'DRAFT_NOT_USABLE', 'SETTINGS_INVALID', 'SECRET_NOT_USABLE'],
  },
  'jobs.list': {
    method: 'GET',
    path: '/accounts/:account/jobs',
    access: viewer,
    tag: 'Jobs',
    summary: 'The jobs of the account, newest first',
    params: accountParams,
    query: pageQuery.extend({
      kind: jobKind.optional(),
      state: jobState.optional(),
      connection: id.optional(),
      container: id.optional(),
    }),
    response: pageOf(jobSummary),
    problems: ['CURSOR_INVALID'],
  },
  'job.get': {
    method: 'GET',
    path: '/accounts/:account/jobs/:job',
    access: viewer,
    tag: 'Jobs',
    summary: 'One job; with `waitMs` the answer waits until it is finished, or so long',
    params: jobParams,
    query: z.object({ waitMs }),
    response: job,
  },
  'job.events': {
    method: 'GET',
    path: '/accounts/:account/jobs/:job/events',
    access: viewer,
    tag: 'Jobs',
    summary: 'What happened in a job; with `waitMs` the answer waits for something new',
    params: jobParams,
    query: z.object({ after: eventNumber, waitMs }),
    response: z.object({ items: z.array(jobEvent), isFinished: z.boolean() }),
  },
  'job.stream': {
    method: 'GET',
    path: '/accounts/:account/jobs/:job/stream',
    access: viewer,
    tag: 'Jobs',
    summary: 'What happens in a job, as server-sent events, until it is finished',
    description: 'Each event carries its number as `id`; `Last-Event-ID` or `after` goes on behind it.',
    params: jobParams,
    query: z.object({ after: eventNumber }),
    response: jobEvent,
    answer: 'stream',
  },
  'job.cancel': {
    method: 'POST',
    path: '/accounts/:account/jobs/:job/cancel',
    access: builder,
    tag: 'Jobs',
    summary: 'Cancel a job; one that is finished stays as it is',
    params: jobParams,
    response: job,
  },
})
