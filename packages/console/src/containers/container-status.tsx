import type { ContainerStatus } from '@coupa-connector/protocol'
import { Status } from '../ui/marks/status.tsx'
import { TimeAgo } from '../ui/words/time-ago.tsx'
import type { ContainerNode, StatusWords } from './container-words.ts'

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

/** When something was last heard from. What is lost was never seen just now. */
export function LastSeen({
  at,
  isLost = false,
}: {
  readonly at: string | null
  readonly isLost?: boolean
}): React.JSX.Element {
  if (at === null) return <>Never connected</>
  return (
    <>
      {isLost ? 'Lost contact' : 'Last seen'} <TimeAgo at={at} isExact={isLost} />
    </>
  )
}

/** Whether nothing is heard from something that should be heard. */
export function isLost(status: ContainerStatus | ContainerNode['status']): boolean {
  return status === 'offline' || status === 'unknown'
}
