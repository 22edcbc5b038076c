import { setTimeout } from 'node:timers/promises'
import { type Connection, type ConnectionOptions, createConnection } from '@coupa-connector/connector'
import { destinationType } from '@coupa-connector/endpoints'
import {
  type AnswerOutcome,
  type BackFillRange,
  backFillOf,
  type ConsumerAnswer,
  createDefinition,
  createMapper,
  type Definition,
  type DefinitionInput,
  parseDefinition,
  takeAnswers,
} from '@coupa-connector/process'
import { type AnswersAcknowledged, acknowledgeAnswers } from '../answers/acknowledge-answers.ts'
import type { RunReceipt } from '../report/receipt.ts'
import type { ProcessRunOptions, RunClock } from '../run/run-options.ts'
import { runProcess } from '../run-process.ts'
import { openStateFolder } from '../state/folder/open-state-folder.ts'

export const machineClock: RunClock = {
  now: () => Date.now(),
  monotonicMs: () => performance.now(),
  sleep: async (durationMs, signal) => await setTimeout(durationMs, undefined, { signal }),
}

/** The other end of a run. */
export interface Target {
  readonly kind: 'files' | 'postgresql' | 's3'
  readonly settings: Readonly<Record<string, string>>
}

/** Where a run reads and writes: plain texts, so that another program can be told. */
export interface Places {
  readonly url: string
  readonly accessTokenUrl: string
  readonly clientId: string
  readonly clientSecret: string
  readonly scope: string
  readonly target: Target
  readonly state: string
}

export function connectTo(
  { url, accessTokenUrl, clientId, clientSecret, scope }: Places,
  options: Pick<ConnectionOptions, 'clock'> = {},
): Connection {
  const settings = { url, accessTokenUrl, clientId, clientSecret, scope }
  return createConnection(settings, { rate: { perSecond: 1000, burst: 1000 }, ...options })
}

export type RunChange = Partial<ProcessRunOptions> & {
  readonly change?: DefinitionChange | undefined
  /** Default: E01. */
  readonly template?: string | undefined
}

/** What a test changes of the definition; of its source, single parts. */
export type DefinitionChange = Partial<Omit<DefinitionInput, 'source'>> & {
  readonly source?: Partial<DefinitionInput['source']> | undefined
}

/** Runs a template once, without the look for changes unless it is asked for, with a destination and a state that it opens and closes. */
export async function runInvoices(
  { target, state }: Places,
  connection: Connection,
  { change = {}, template = 'E01', ...options }: RunChange = {},
): Promise<RunReceipt> {
  const definition = invoiceDefinition(target, change, template)
  const delivery = definition.destination
  const type = destinationType(target.kind)
  if (type === undefined) throw new TypeError(`there is no destination of the kind ${target.kind}`)
  await using destination = await type.open(target.settings, { clock: machineClock, delivery })
  await using opened = openStateFolder(state, { now: Date.now })
  const mapper = createMapper(definition, { hashKey: 'key' })
  const place = JSON.stringify(target)
  const given = { definition, connection, destination, target: place, state: opened, mapper, clock: machineClock }
  return await runProcess({ ...given, ...options })
}

export type BackFillChange = Pick<RunChange, 'change' | 'onStep'> & {
  readonly acknowledges?: boolean | undefined
  readonly redelivers?: boolean | undefined
  readonly clock?: Partial<RunClock> | undefined
}

/** Fills in a range of invoices, with a destination and a state that it opens and closes, beside runs. */
export async function fillInvoices(
  { target, state }: Places,
  connection: Connection,
  range: BackFillRange,
  { change = {}, acknowledges, redelivers, clock, onStep }: BackFillChange = {},
): Promise<RunReceipt> {
  const definition = backFillOf(invoiceDefinition(target, change), range, { acknowledges, redelivers })
  const type = destinationType(target.kind)
  if (type === undefined) throw new TypeError(`there is no destination of the kind ${target.kind}`)
  const opening = { clock: machineClock, delivery: definition.destination }
  await using destination = await type.open(target.settings, opening)
  await using opened = openStateFolder(state, { now: Date.now, kind: 'back-fill', stream: 'back-fill' })
  const mapper = createMapper(definition, { hashKey: 'key' })
  const given = { definition, connection, destination, target: JSON.stringify(target), state: opened, mapper }
  return await runProcess({ ...given, onStep, clock: { ...machineClock, ...clock } })
}

/** A template with what a test changes of it. */
export function invoiceDefinition({ kind }: Target, change: DefinitionChange = {}, template = 'E01'): Definition {
  const made = createDefinition({ template, destination: kind })
  const source = { ...made.source, ...(template === 'E01' ? { watchChanges: false } : {}), ...change.source }
  return parseDefinition({ ...made, ...change, source })
}

/** What became of answers, and of telling Coupa. */
export interface Answered extends AnswersAcknowledged {
  readonly outcomes: readonly AnswerOutcome[]
}

/** Takes answers of the consumer and tells Coupa, as `processes ack` does. */
export async function answerInvoices(
  { target, state }: Places,
  connection: Connection,
  answers: readonly ConsumerAnswer[],
  { change = {}, onStep }: Pick<RunChange, 'change' | 'onStep'> = {},
): Promise<Answered> {
  const definition = invoiceDefinition(target, change)
  await using opened = openStateFolder(state, { now: Date.now })
  const outcomes: AnswerOutcome[] = []
  const onKept = (): void | Promise<void> => onStep?.('answers-kept')
  for await (const [, outcome] of takeAnswers(answers, { definition, ledger: opened, onKept })) outcomes.push(outcome)
  const mapper = createMapper(definition, { hashKey: 'key' })
  return { outcomes, ...(await acknowledgeAnswers({ definition, connection, state: opened, mapper, onStep })) }
}
