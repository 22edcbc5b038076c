import { type AnswerOutcome, isLoad, parseProcess, takeAnswers } from '@coupa-connector/process'
import type { AnswerResult, BodyOf, Routes } from '@coupa-connector/protocol'
import { type Kysely, sql } from 'kysely'
import { HubProblem } from '../../basics/problem.ts'
import type { HubContext } from '../../context/hub-context.ts'
import type { Database } from '../../database/schema.ts'
import { lockDeployment } from '../deployments/change-deployment.ts'
import type { NewRun } from '../runs/create-run.ts'
import { keepAnswers } from '../state/answers.ts'
import { openBatches } from '../state/batches.ts'
import { readEntries } from '../state/ledger.ts'
import { tellOfAnswers } from './tell-of-answers.ts'

type Given = BodyOf<Routes['answers.give']>['answers']

/** What became of answers, and the run that tells Coupa. */
export interface GivenAnswers {
  readonly process: string
  readonly answers: AnswerResult[]
  readonly run: string | null
  readonly waiting: number
}

/**
 * Takes answers of the consumer of a deployment, and lets a run tell Coupa. Throws `NOT_READY` for a process that does not wait
 * for answers.
 */
export async function giveAnswers(
  context: HubContext,
  trx: Kysely<Database>,
  given: Given,
  where: { readonly account: string; readonly deployment: string } & Pick<NewRun, 'requestedBy' | 'trigger'>,
): Promise<GivenAnswers> {
  const deployment = await lockDeployment(trx, where.account, where.deployment)
  const { definition: stored } = await trx
    .selectFrom('process_version')
    .select('definition')
    .where('account_id', '=', where.account)
    .where('process_id', '=', deployment.process_id)
    .where('number', '=', deployment.version)
    .executeTakeFirstOrThrow()
  const definition = parseProcess(stored)
  if (isLoad(definition)) {
    throw new HubProblem('NOT_READY', { detail: `${definition.process} is a load, which waits for no answers.` })
  }
  const { mode } = definition.acknowledge
  if (mode !== 'after-answer') {
    throw new HubProblem('NOT_READY', {
      detail: `${definition.process} does not wait for answers: acknowledge.mode is ${mode}.`,
      suggestion: 'Set acknowledge.mode to after-answer, and deploy that version.',
    })
  }
  await lockActiveRun(trx, deployment.id)
  const state = { trx, deployment: deployment.id }
  const ledger = {
    openBatches: () => openBatches(state),
    entries: async (ids: readonly string[]) =>
      new Map((await readEntries(state, { ids: [...ids] })).map((entry) => [entry.id, entry])),
    keepAnswers: (answers: readonly object[]) => keepAnswers(state, { answers: answers as never }),
  }
  const answers: AnswerResult[] = []
  for await (const [{ id }, outcome] of takeAnswers(given, { definition, ledger })) {
    answers.push(resultOf(id, outcome))
  }
  const isNews = answers.some(
    ({ outcome }) => outcome === 'accepted' || (outcome === 'refused' && definition.coupaMonitoring.level >= 2),
  )
  const run = isNews ? await tellOfAnswers(context, trx, { ...where, deployment }) : null
  return { process: definition.process, answers, run, waiting: await countWaiting(trx, deployment.id) }
}

async function countWaiting(trx: Kysely<Database>, deployment: string): Promise<number> {
  const { waiting } = await trx
    .selectFrom('process_record')
    .select(({ fn }) => fn.countAll<number>().as('waiting'))
    .where('deployment_id', '=', deployment)
    .where(sql<boolean>`state = 'waiting'`)
    .executeTakeFirstOrThrow()
  return Number(waiting)
}

/** A run changes what is known of records only while it holds its row: whoever has it, too, sees all of a batch or nothing. */
async function lockActiveRun(trx: Kysely<Database>, deployment: string): Promise<void> {
  await trx
    .selectFrom('process_run')
    .select('id')
    .where('deployment_id', '=', deployment)
    .where('state', 'in', ['queued', 'running'])
    .forUpdate()
    .execute()
}

function resultOf(id: string, outcome: AnswerOutcome): AnswerResult {
  const { code, message } = outcome.kind === 'rejected' ? outcome : { code: null, message: null }
  return { id, outcome: outcome.kind, code, message }
}
