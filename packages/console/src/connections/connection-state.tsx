import type { ConnectionSummary } from '@coupa-connector/protocol'
import type { IconName } from '../ui/marks/icon.tsx'
import { Status, type Tone } from '../ui/marks/status.tsx'

type State = ConnectionSummary['state']

/** The states with their meaning, in the order in which lists offer them. */
export const connectionStates: readonly {
  readonly state: State
  readonly label: string
  readonly meaning: string
  readonly tone: Tone
  readonly icon: IconName
}[] = [
  {
    state: 'verified',
    label: 'Verified',
    meaning: 'The current settings passed a test.',
    tone: 'good',
    icon: 'check',
  },
  {
    state: 'failing',
    label: 'Failing',
    meaning: 'The last test of the current settings failed.',
    tone: 'bad',
    icon: 'cross',
  },
  {
    state: 'draft',
    label: 'Draft',
    meaning: 'Not tested since the last change.',
    tone: 'warning',
    icon: 'pencil',
  },
  {
    state: 'never-tested',
    label: 'Never tested',
    meaning: 'Not tested yet.',
    tone: 'quiet',
    icon: 'circle',
  },
]

/** The state of a connection as icon and word. */
export function ConnectionStatus({ state }: { readonly state: State }): React.JSX.Element {
  const found = connectionStates.find((candidate) => candidate.state === state)
  if (!found)
    return (
      <Status tone="quiet" icon="circle">
        {state}
      </Status>
    )
  return (
    <Status tone={found.tone} icon={found.icon}>
      {found.label}
    </Status>
  )
}
