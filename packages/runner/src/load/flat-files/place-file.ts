import { type CoupaInbox, EndpointError } from '@coupa-connector/endpoints'
import type { LoadContext } from '../load-context.ts'
import { findLoadedFiles } from './file-results.ts'

/** Coupa picks up files every 3 to 6 minutes (F-467); what was not seen for so long was not put there. */
const pickedUpWithinMs = 15 * 60_000
const askEveryMs = 30_000
const mostTries = 3

/** A file whose name was written down before it was uploaded. */
export interface IntendedFile {
  readonly name: string
  readonly sentAtMs: number
}

/**
 * Uploads a file. A failure says nothing about whether it arrived: the file is looked for before it is uploaded again. Throws
 * `EndpointError`.
 */
export async function placeFile(
  file: IntendedFile,
  bytes: Uint8Array,
  inbox: CoupaInbox,
  context: LoadContext,
): Promise<void> {
  for (let tries = 1; ; tries++) {
    try {
      await inbox.put(file.name, bytes)
      return
    } catch (error) {
      context.signal?.throwIfAborted()
      if (!(error instanceof EndpointError)) throw error
      const mayHaveArrived = error.isRetryable || error.code === 'REFUSED'
      if (!mayHaveArrived) throw error
      if (await isWithCoupa(file, inbox, context)) return
      if (tries >= mostTries || !error.isRetryable) throw error
    }
  }
}

/**
 * Whether Coupa has a file: in its inbox, in an archive, or among the files that it has loaded. They are asked in the order in
 * which a file moves. Where no archive can be read, time decides: a file may have been picked up and not be listed yet.
 */
export async function isWithCoupa(
  { name, sentAtMs }: IntendedFile,
  inbox: CoupaInbox,
  context: LoadContext,
): Promise<boolean> {
  const { clock, signal } = context
  for (;;) {
    const place = await inbox.find(name)
    if (place === 'inbox' || place === 'archive') return true
    if ((await findLoadedFiles([name], context)).size > 0) return true
    const waitMs = sentAtMs + pickedUpWithinMs - clock.now()
    if (place === 'unseen' || waitMs <= 0) return false
    await clock.sleep(Math.min(askEveryMs, waitMs), signal)
  }
}
