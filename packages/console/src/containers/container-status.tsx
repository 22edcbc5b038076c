import { Status } from '../ui/status.tsx'
import { TimeAgo } from '../ui/time-ago.tsx'
import type { StatusWords } from './container-words.ts'

/** A status as icon and word, with its meaning on hover. */
export function StatusOf({ words }: { readonly words: StatusWords }): React.JSX.Element {
  return (
    <span title={words.meaning}>
      <Status tone={words.tone} icon={words.icon}>
        {words.label}
      </Status>
    </span>
  )
}

/** When something was last heard of. */
export function LastSeen({ at }: { readonly at: string | null }): React.JSX.Element {
  return at === null ? (
    <>Never heard</>
  ) : (
    <>
      Heard <TimeAgo at={at} />
    </>
  )
}
