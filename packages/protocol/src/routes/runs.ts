import { z } from 'zod'
import { accountParams, id, pageOf, pageQuery } from '../schemas/common.ts'
import { loadResult } from '../schemas/processes/load-state.ts'
import { run, runState, startContent } from '../schemas/processes/processes.ts'
import { runKind } from '../schemas/run-parameters.ts'
import { defineRoutes } from './route.ts'

const viewer = { kind: 'account', role: 'viewer' } as const
const operator = { kind: 'account', role: 'operator' } as const

const deploymentParams = accountParams.extend({ deployment: id })
const runParams = accountParams.extend({ run: id })
const tag = 'Processes'

/** Runs of processes: started, watched, and their results. */
export const runRoutes = defineRoutes({
  'runs.start': {
    method: 'POST',
    path: '/accounts/:account/deployments/:deployment/runs',
    access: operator,
    tag,
    summary: 'Start a run now; while another one of its stream is under way it waits',
    description:
      'A back-fill goes on beside the runs, and so does a preview. Each kind takes its own parameters; others are refused.',
    params: deploymentParams,
    body: startContent,
    response: run,
    status: 202,
    isIdempotent: true,
    problems: ['NOT_READY', 'DEFINITION_INVALID'],
  },
  'runs.list': {
    method: 'GET',
    path: '/accounts/:account/runs',
    access: viewer,
    tag,
    summary: 'Runs, the newest first',
    params: accountParams,
    query: pageQuery.extend({
      process: id.optional(),
      deployment: id.optional(),
      environment: id.optional(),
      state: runState.optional(),
      /** `succeeded`, `partial`, `failed` or `cancelled`. */
      outcome: z.enum(['succeeded', 'partial', 'failed', 'cancelled']).optional(),
      kind: runKind.optional(),
    }),
    response: pageOf(run),
    problems: ['CURSOR_INVALID'],
  },
  'run.get': {
    method: 'GET',
    path: '/accounts/:account/runs/:run',
    access: viewer,
    tag,
    summary: 'One run; waits until it changes, if asked to',
    params: runParams,
    query: z.object({
      /** How long the answer may wait for the end of the run. */
      waitMs: z.coerce.number().int().min(0).max(25_000).default(0),
    }),
    response: run,
  },
  'run.results': {
    method: 'GET',
    path: '/accounts/:account/runs/:run/results',
    access: operator,
    tag,
    summary: 'What became of the records of the inputs that a load has loaded',
    description:
      'In the order of the inputs and their records. They are kept for 30 days, and replaced when a later run tries a record again. Empty for a process that moves data out of Coupa.',
    params: runParams,
    // The place may be a key of the load.
    query: pageQuery.extend({ cursor: z.string().max(8000).optional() }),
    response: pageOf(loadResult),
    problems: ['CURSOR_INVALID'],
  },
  'run.cancel': {
    method: 'POST',
    path: '/accounts/:account/runs/:run/cancel',
    access: operator,
    tag,
    summary: 'End a run after the batch in hand; asked twice, at once',
    params: runParams,
    response: run,
  },
})
