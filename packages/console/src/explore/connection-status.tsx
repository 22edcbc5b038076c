import type { ConnectionSummary } from '@coupa-connector/protocol'
import type { IconName } from '../ui/icon.tsx'
import { Status, type Tone } from '../ui/status.tsx'

const states: Readonly<
  Record<ConnectionSummary['state'], { readonly tone: Tone; readonly icon: IconName; readonly word: string }>
> = {
  verified: { tone: 'good', icon: 'check', word: 'Verified' },
  failing: { tone: 'bad', icon: 'cross', word: 'Failing' },
  draft: { tone: 'warning', icon: 'pencil', word: 'Draft' },
  'never-tested': { tone: 'quiet', icon: 'circle', word: 'Never tested' },
}

export function ConnectionStatus({ state }: { readonly state: ConnectionSummary['state'] }): React.JSX.Element {
  const { tone, icon, word } = states[state]
  return (
    <Status tone={tone} icon={icon}>
      {word}
    </Status>
  )
}
