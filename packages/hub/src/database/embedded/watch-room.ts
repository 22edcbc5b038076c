import type { HubClock } from '../../basics/hub-clock.ts'
import type { HubLog } from '../../basics/hub-log.ts'
import { isLowRoom, warnOfRoom } from '../failures/low-room.ts'

export interface RoomWatch {
  readonly readFreeBytes: () => Promise<number>
  readonly log: HubLog
  readonly clock: Pick<HubClock, 'sleep'>
  /** Ends the watch. */
  readonly signal: AbortSignal
}

/** The data of a small installation grow by kilobytes a minute. Anything else that fills a disk is noticed soon enough. */
const intervalMs = 60_000

/** Logs when little room is left on the disk, and when there is enough again. Logs nothing in between. */
export async function watchRoom({ readFreeBytes, log, clock, signal }: RoomWatch): Promise<void> {
  let wasLow = false
  while (!signal.aborted) {
    const freeBytes = await readFreeBytes().catch((error) => {
      log.warn({ error }, 'The room on the disk of the database could not be read')
      return undefined
    })
    const isLow = isLowRoom(freeBytes)
    if (isLow && !wasLow) log.warn({ freeBytes }, warnOfRoom(freeBytes))
    if (!isLow && wasLow && freeBytes !== undefined)
      log.info({ freeBytes }, 'The disk of the database has enough room.')
    if (freeBytes !== undefined) wasLow = isLow
    await clock.sleep(intervalMs, signal).catch(() => {})
  }
}
