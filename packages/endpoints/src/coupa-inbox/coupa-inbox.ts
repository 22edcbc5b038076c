import type { CheckReport } from '../contract/check.ts'

/**
 * Where a file is. `inbox`: waits to be picked up. `archive`: it was picked up. `unseen`: it is in neither. `unknown`: it is not
 * in the inbox, and nobody can say whether it was picked up, since there is no archive that can be read.
 */
export type InboxPlace = 'inbox' | 'archive' | 'unseen' | 'unknown'

/** A folder of Coupa's SFTP server whose files are loaded (F-467). All methods throw `EndpointError`. */
export interface CoupaInbox extends AsyncDisposable {
  /** The folder, for people. */
  readonly title: string
  /** Reachable, signed in, with the folder, and allowed to write beside it: one report a stage, up to the first that fails. */
  check(): AsyncIterable<CheckReport>
  /** Looks for a file in the order in which it moves, so that one that is on its way is not missed. */
  find(name: string): Promise<InboxPlace>
  /**
   * Puts a file into the inbox in one step, when it is complete. Never takes the place of another one. After a failure the file
   * may be there: `find` tells.
   */
  put(name: string, bytes: Uint8Array): Promise<void>
  /** Removes what attempts before left of a file. One that is still under way fails then. */
  abandon(name: string): Promise<void>
}
