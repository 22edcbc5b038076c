import { isCoupaError } from '@coupa-connector/connector'
import { defaultOverlapMs } from '@coupa-connector/connector/internals'
import { type Context, Interrupted } from '../command/context.ts'
import { isBrokenPipe } from '../terminal/report-error.ts'
import { describeFailure, type Failure } from './failure.ts'
import type { Reader } from './open-reader.ts'
import { planPasses, type ReadPass, type SelectedStream } from './plan-passes.ts'
import { type PassStep, readPass } from './read-pass.ts'
import { createRowMaker, type Row } from './rows.ts'
import type { Generation, StreamState } from './stream-state.ts'

/** What a protocol makes of a read. Each function resolves when whoever reads has taken it. */
export interface Envelope {
  begin(selected: SelectedStream): Promise<void>
  rows(selected: SelectedStream, rows: readonly Row[]): Promise<void>
  /** A reader that is given the state goes on after the rows before it; `rows` of them came since the state before. */
  state(selected: SelectedStream, state: StreamState, rows: number): Promise<void>
  end(selected: SelectedStream, isComplete: boolean): Promise<void>
  notice(message: string): Promise<void>
  fail(failure: Failure, selected: SelectedStream): Promise<void>
}

/**
 * Reads the selected streams, each from where its state says, and gives the exit code. A stream that fails does not stop
 * the others, unless they would fail of the same.
 */
export async function carryOut(
  selected: readonly SelectedStream[],
  reader: Reader,
  envelope: Envelope,
  context: Context,
): Promise<number> {
  let exitCode = 0
  for (const pass of planPasses(selected, { overlapMs: defaultOverlapMs })) {
    const failure = await carryOutPass(pass, reader, envelope, context)
    if (failure === undefined) continue
    exitCode ||= failure.exitCode
    if (failure.stopsAll) break
  }
  return exitCode
}

/** Whether nobody reads any more, or somebody asked the program to end. */
export function isLeaving(error: unknown, { signal }: Pick<Context, 'signal'>): boolean {
  return isBrokenPipe(error) || (signal.aborted && signal.reason instanceof Interrupted && !isCoupaError(error))
}

async function carryOutPass(
  pass: ReadPass,
  reader: Reader,
  envelope: Envelope,
  context: Context,
): Promise<Failure | undefined> {
  for (const selected of pass.streams) await envelope.begin(selected)
  const writers = pass.streams.map((selected) => createWriter(selected, reader, envelope))
  const endAll = async (isComplete: boolean): Promise<void> => {
    for (const selected of pass.streams) await envelope.end(selected, isComplete)
  }
  try {
    const { clock, signal } = context
    const { connection, options } = reader
    const reading = { connection, clock, signal, startDate: options.startDate, overlapMs: defaultOverlapMs }
    for await (const step of readPass(pass, reading)) {
      if ('notice' in step) await envelope.notice(step.notice)
      else for (const writer of writers) await writer.write(step)
    }
    await endAll(true)
    return undefined
  } catch (error) {
    if (isBrokenPipe(error)) throw error
    await endAll(false)
    if (isLeaving(error, context)) throw error
    const failure = await describeFailure(error)
    for (const selected of pass.streams) await envelope.fail(failure, selected)
    return failure
  }
}

/** Writes what a pass brings as the rows and states of one stream. */
function createWriter(
  selected: SelectedStream,
  { options, organization }: Reader,
  envelope: Envelope,
): { write(step: Exclude<PassStep, { readonly notice: string }>): Promise<void> } {
  const { stream, mode, columns, generation } = selected
  const rowsOf = createRowMaker(stream, { decimals: options.decimals, columns })
  let sinceState = 0
  return {
    write: async (step) => {
      if ('checkpoint' in step) {
        const state: StreamState = {
          version: 1,
          organization,
          mode,
          ...generationIn(generation),
          checkpoint: step.checkpoint,
        }
        await envelope.state(selected, state, sinceState)
        sinceState = 0
        return
      }
      const rows = step.records.flatMap(rowsOf)
      sinceState += rows.length
      if (rows.length > 0) await envelope.rows(selected, rows)
    },
  }
}

function generationIn({ generationId, syncId }: Generation): Pick<StreamState, 'generation'> {
  return generationId === undefined && syncId === undefined ? {} : { generation: { generationId, syncId } }
}
