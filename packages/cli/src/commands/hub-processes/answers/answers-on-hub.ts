import {
  type AnswerOutcome,
  type Definition,
  type LinedAnswer,
  parseDefinition,
  type UnusableAnswer,
} from '@coupa-connector/process'
import {
  type AnswerResult,
  consumerAnswer,
  type Deployment,
  type Run,
  type WaitingRecord,
} from '@coupa-connector/protocol'
import type { CommandInput } from '../../../command/command-input.ts'
import type { Context } from '../../../command/context.ts'
import { print } from '../../../terminal/print.ts'
import { listAll } from '../../hub/find-by-name.ts'
import type { OpenHub } from '../../hub-session/open-hub.ts'
import { type AnswersReport, answersText } from '../../processes/answers/answers-text.ts'
import { countTaken } from '../../processes/answers/taken-answers.ts'
import { givenAnswers, hasAnswers } from '../../processes/given-answers.ts'
import { waitingText } from '../../processes/list-waiting.ts'
import { refuseUnasked } from '../../processes/take-given-answers.ts'
import { inOptions } from '../in-options.ts'
import { namedDeployment, openHubFor } from '../named-deployment.ts'
import { reportRun, startRun } from '../runs/run-on-hub.ts'
import { waitForRun } from '../runs/wait-for-run.ts'

/** Answers that the hub is sent at once. */
const mostAtOnce = 500

/** Prints the records of a process of the hub that wait for an answer. */
export async function listWaitingOnHub(input: CommandInput, context: Context): Promise<number> {
  await using hub = await openHubFor(input, context)
  const params = { account: hub.account.id, deployment: (await namedDeployment(hub, input)).id }
  const waiting: WaitingRecord[] = []
  for await (const record of listAll(async (query) => {
    return (await hub.client.call('answers.waiting', { params, query })).body
  })) {
    waiting.push(record)
  }
  await print(context.stdout, await waitingText(waiting, input, context))
  return 0
}

/**
 * Gives answers of the consumer to a process of the hub, and with `--wait` waits until Coupa was told. Gives the exit code: 0 all
 * were taken, 3 some were not or could not be told, 1 Coupa could not be told at all.
 */
export async function giveAnswersOnHub(input: CommandInput, context: Context): Promise<number> {
  await using hub = await openHubFor(input, context)
  const deployment = await namedDeployment(hub, input)
  const definition = await readDefinition(hub, deployment)
  refuseUnasked(definition)
  if (!hasAnswers(input) && definition.acknowledge.answers !== undefined) {
    return await reportRun(hub, await startRun(hub, deployment, { kind: 'answers' }, context), input, context)
  }
  const answers = (await givenAnswers(input, context)).map(checked)
  const { usable, add, taken } = countTaken(definition, answers)
  const last = await give(hub, deployment, usable, add, context)
  const ended = input.flag('wait') && last?.run ? await waitForRun(hub, last.run, context) : undefined
  const report: AnswersReport = {
    ...taken(),
    ...(ended === undefined ? { run: last?.run ?? null } : { run: ended.id, ...toldBy(ended) }),
    isRunning: false,
    waiting: last?.waiting ?? 0,
  }
  const listing = `coupa-connector processes failures ${definition.process} --environment ${deployment.environment.name}`
  if (input.flag('json')) await print(context.stdout, `${JSON.stringify(report)}\n`)
  else await print(context.stdout, await answersText(report, context, listing))
  if (ended?.outcome === 'failed' || ended?.outcome === 'cancelled') return 1
  return report.notTaken.length > 0 || ended?.outcome === 'partial' ? 3 : 0
}

async function readDefinition(
  { client, account }: OpenHub,
  { process, version }: Pick<Deployment, 'process' | 'version'>,
): Promise<Definition> {
  const params = { account: account.id, process: process.id, number: version }
  return parseDefinition((await client.call('process.version', { params })).body.definition)
}

/** What the hub would refuse of one answer, which must not hold up the others. */
function checked(answer: LinedAnswer | UnusableAnswer): LinedAnswer | UnusableAnswer {
  if ('problem' in answer) return answer
  const [issue] = consumerAnswer.safeParse(withoutLine(answer)).error?.issues ?? []
  if (issue === undefined) return answer
  return { line: answer.line, id: answer.id, problem: `has the field ${issue.path.join('.')}: ${issue.message}` }
}

function withoutLine({ line: _, ...answer }: LinedAnswer): Omit<LinedAnswer, 'line'> {
  // As JSON, where what is undefined is absent.
  return JSON.parse(JSON.stringify(answer))
}

/** Sends the answers, and gives what the last group was answered with. */
async function give(
  { client, account }: OpenHub,
  { id }: Deployment,
  answers: readonly LinedAnswer[],
  add: (answer: LinedAnswer, outcome: AnswerOutcome) => void,
  { signal }: Context,
): Promise<{ readonly run: string | null; readonly waiting: number } | undefined> {
  const params = { account: account.id, deployment: id }
  let last: { readonly run: string | null; readonly waiting: number } | undefined
  for (let from = 0; from < answers.length; from += mostAtOnce) {
    const group = answers.slice(from, from + mostAtOnce)
    const body = { answers: group.map(withoutLine) as never }
    const given = (await inOptions(() => client.call('answers.give', { params, body, signal }))).body
    for (const [place, result] of given.answers.entries()) {
      const answer = group[place]
      if (answer !== undefined) add(answer, outcomeOf(result))
    }
    last = { run: given.run ?? last?.run ?? null, waiting: given.waiting }
  }
  return last
}

function outcomeOf({ outcome, code, message }: AnswerResult): AnswerOutcome {
  if (outcome !== 'rejected') return { kind: outcome }
  return { kind: 'rejected', code: code ?? 'UNKNOWN_RECORD', message: message ?? '' }
}

/** What a run has told Coupa; one that also delivered counts its own records, too. */
function toldBy({ counters, outcome, code, reason, receipt }: Run): Partial<AnswersReport> {
  const { acknowledged = 0, acknowledgedEarlier = 0, changedMeanwhile = 0, requests = 0 } = counters
  const counts = { acknowledged: acknowledged + acknowledgedEarlier, changedMeanwhile, requests }
  if (outcome !== 'failed' && outcome !== 'cancelled') return counts
  const remedy = typeof receipt?.remedy === 'string' ? receipt.remedy : undefined
  const failure: AnswersReport['failure'] = {
    outcome,
    reason: reason ?? '',
    ...(code === null ? {} : { code }),
    ...(remedy && { remedy }),
  }
  return { ...counts, failure }
}
