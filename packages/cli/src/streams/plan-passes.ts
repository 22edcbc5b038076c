import type { Checkpoint } from '@coupa-connector/connector'
import type { Stream } from './stream.ts'
import type { Generation, ReadMode, StreamState } from './stream-state.ts'

/** A stream that somebody wants, and where its reading stands. */
export interface SelectedStream {
  readonly stream: Stream
  readonly mode: ReadMode
  /** Names of the columns that are wanted; undefined for all. */
  readonly columns: ReadonlySet<string> | undefined
  readonly state: StreamState | undefined
  readonly generation: Generation
}

/** Where a pass begins: at the beginning, in the middle of a read, or with what changed since one. */
export type PassStart =
  | { readonly kind: 'beginning' }
  | { readonly kind: 'continue'; readonly checkpoint: Checkpoint }
  | { readonly kind: 'changes'; readonly since: Checkpoint | string }
  /** All of it was read by an earlier attempt. */
  | { readonly kind: 'finished'; readonly checkpoint: Checkpoint }

/** One reading of a resource, for all streams that need the same of it. */
export interface ReadPass {
  readonly mode: ReadMode
  readonly streams: readonly SelectedStream[]
  readonly start: PassStart
}

export interface PlanPassesOptions {
  /** How far a window reaches back into the one before, in milliseconds. */
  readonly overlapMs: number
}

/**
 * Puts together what one reading can serve, so that a resource and the records nested in it are read once. Streams of a
 * resource read together when they begin together, when they are in the middle of the same read, and when each of them
 * has finished one. They begin where the one begins that is the farthest behind: a program that was killed between two states leaves
 * them apart, and a repetition is better than a gap.
 */
export function planPasses(selected: readonly SelectedStream[], options: PlanPassesOptions): readonly ReadPass[] {
  const groups = new Map<string, SelectedStream[]>()
  for (const one of selected) {
    const key = groupOf(one)
    groups.set(key, [...(groups.get(key) ?? []), one])
  }
  return [...groups.values()].map((streams) => toPass(streams, options))
}

function toPass(streams: readonly SelectedStream[], { overlapMs }: PlanPassesOptions): ReadPass {
  const mode = streams[0]?.mode ?? 'full'
  const checkpoints = streams.flatMap((one) => positionOf(one) ?? []).sort(byProgress)
  const [earliest] = checkpoints
  return { mode, streams, start: startAt(earliest, checkpoints, { mode, overlapMs }) }
}

function startAt(
  earliest: Checkpoint | undefined,
  all: readonly Checkpoint[],
  { mode, overlapMs }: PlanPassesOptions & { readonly mode: ReadMode },
): PassStart {
  if (earliest === undefined) return { kind: 'beginning' }
  if (!earliest.isComplete) return { kind: 'continue', checkpoint: earliest }
  if (mode === 'full') return { kind: 'finished', checkpoint: earliest }
  // What one stream was given from the overlap says nothing of the others.
  const isShared = all.every((checkpoint) => checkpoint.window?.before === earliest.window?.before)
  return { kind: 'changes', since: isShared ? earliest : afterWindow(earliest, overlapMs) }
}

/** The end of a window with the overlap, as a time. */
export function afterWindow({ window }: Checkpoint, overlapMs: number): string {
  return new Date(Date.parse(window?.before ?? '') - overlapMs).toISOString()
}

function byProgress(a: Checkpoint, b: Checkpoint): number {
  const ends = [a, b].map(({ window }) => Date.parse(window?.before ?? '') || 0)
  return (
    (ends[0] ?? 0) - (ends[1] ?? 0) ||
    Number(a.isComplete) - Number(b.isComplete) ||
    a.totals.records - b.totals.records
  )
}

/** What all streams of a pass have in common. */
function groupOf(selected: SelectedStream): string {
  const { stream, mode } = selected
  const checkpoint = positionOf(selected)
  return JSON.stringify([stream.resource.name, mode, checkpoint === undefined ? 'beginning' : readOf(checkpoint, mode)])
}

/** Which read a checkpoint belongs to. All windows that were read to their ends are followed by the same one. */
function readOf(checkpoint: Checkpoint, mode: ReadMode): readonly unknown[] {
  const { fingerprint, window, isComplete, totals } = checkpoint
  if (mode === 'incremental' && isComplete) return ['changes']
  return [fingerprint, window?.from, window?.before, mode === 'full' ? totals.startedAtMs : undefined]
}

/** Where a stream goes on; undefined where it begins anew. */
function positionOf({ mode, state, generation }: SelectedStream): Checkpoint | undefined {
  if (state === undefined || state.mode !== mode) return undefined
  if (mode === 'incremental') return state.checkpoint
  const before = state.generation ?? {}
  // What an earlier read brought is thrown away with its generation.
  if (before.generationId !== generation.generationId) return undefined
  if (!state.checkpoint.isComplete) return state.checkpoint
  const isSameSync = generation.syncId !== undefined && before.syncId === generation.syncId
  return isSameSync ? state.checkpoint : undefined
}
