import type { Completion } from '@coupa-connector/protocol'
import { sql } from 'kysely'
import { HubProblem } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import type { NodePrincipal } from '../../server/pipeline/principal.ts'
import { jobLimits } from '../job/job-limits.ts'
import { finishJobs, type JobEnd } from './finish-jobs.ts'
import { operationTitle } from './hub-result.ts'

/**
 * Takes what came of jobs from the node that holds them. What comes from a node that lost the job, or after it was
 * finished, is refused. Throws `REQUEST_INVALID` naming the completions that are not as they must be; then none is taken.
 */
export async function completeJobs(
  context: HubContext,
  node: NodePrincipal,
  completions: readonly Completion[],
): Promise<{ accepted: string[]; refused: string[] }> {
  checkCompletions(context, completions)
  const ends = completions.map((completion) => toEnd(context, completion))
  const accepted = await finishJobs(context.db, ends, sql`job.state = 'running' and job.node_id = ${node.id}::uuid`)
  return {
    accepted: [...accepted],
    refused: [...new Set(completions.map(({ job }) => job))].filter((job) => !accepted.has(job)),
  }
}

function checkCompletions({ connectionType }: HubContext, completions: readonly Completion[]): void {
  const seen = new Set<string>()
  const fields = completions.flatMap((completion, index) => {
    const message =
      problemOf(completion, connectionType.outcomes) ?? (seen.has(completion.job) ? 'comes twice' : undefined)
    seen.add(completion.job)
    return message === undefined ? [] : [{ field: `body.completions.${index}`, message, given: completion.job }]
  })
  if (fields.length > 0)
    throw new HubProblem('REQUEST_INVALID', { detail: 'A completion is not as described. None was taken.', fields })
}

function problemOf(
  { outcome, report, result }: Completion,
  outcomes: readonly { readonly code: string }[],
): string | undefined {
  if ((report === undefined) === (result === undefined)) return 'must have either a report or a result'
  if ((report ?? result)?.outcome !== outcome) return 'must have the outcome that its report or result has'
  if (report !== undefined && !outcomes.some(({ code }) => code === outcome))
    return `has the outcome ${outcome}, which no test ends with`
  const bytes = Buffer.byteLength(JSON.stringify(report ?? result))
  return bytes > jobLimits.maxResultBytes
    ? `has ${bytes} bytes; at most ${jobLimits.maxResultBytes} are kept`
    : undefined
}

function toEnd({ connectionType }: HubContext, { job, attempt, outcome, report, result, events }: Completion): JobEnd {
  const known = connectionType.outcomes.find(({ code }) => code === outcome)?.title
  return {
    job,
    attempt,
    kind: report === undefined ? 'operation' : 'test',
    outcome,
    title: report?.title ?? operationTitle(outcome) ?? known ?? outcome,
    report: report ?? null,
    result: result ?? null,
    events: events
      ?.map(({ type, at, data }) => ({ type, data: { ...data, nodeAt: at } }))
      .filter(({ data }) => Buffer.byteLength(JSON.stringify(data)) <= jobLimits.maxEventBytes),
  }
}
