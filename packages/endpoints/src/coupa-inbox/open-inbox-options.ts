import type { OpenOptions } from '../contract/destination-type.ts'

/** What Coupa's inbox is opened with. */
export interface OpenInboxOptions extends Pick<OpenOptions, 'clock' | 'signal' | 'checkAddress'> {
  /** What the files have: `supplier`. */
  readonly object: string
  /** Folder below `Incoming`. Default: that of the object. */
  readonly inboxFolder?: string | undefined
}
