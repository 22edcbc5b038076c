import type { IconName } from '../ui/marks/icon.tsx'
import type { Tone } from '../ui/marks/status.tsx'

/** Where a row of the start page leads. */
export type AttentionTarget =
  | { readonly screen: 'connection'; readonly id: string }
  | { readonly screen: 'connections'; readonly state?: 'failing' | 'draft' | 'never-tested' }
  | { readonly screen: 'process'; readonly id: string; readonly view: 'failures' | undefined }
  | { readonly screen: 'processes'; readonly state: 'failing' | 'late' | 'set-aside' }
  | { readonly screen: 'container'; readonly id: string }
  | { readonly screen: 'keys' }

/** Something that a person should look at. */
export interface Attention {
  readonly id: string
  readonly tone: Tone
  readonly icon: IconName
  readonly state: string
  readonly title: string
  readonly detail: string
  /** When it came to be so, or when it will. */
  readonly at: string | null
  readonly target: AttentionTarget
}
