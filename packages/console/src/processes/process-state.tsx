import type { Deployment, Process, ProcessState } from '@coupa-connector/protocol'
import { VisuallyHidden } from '@mantine/core'
import { Icon, type IconName } from '../ui/marks/icon.tsx'
import { Status, type Tone } from '../ui/marks/status.tsx'
import { withThousands } from '../ui/words/numbers.ts'

export interface StateWords {
  readonly state: ProcessState
  readonly label: string
  readonly tone: Tone
  readonly icon: IconName
}

/** The states with their words, in the order in which lists offer them. */
export const processStates: readonly StateWords[] = [
  { state: 'failing', label: 'Failing', tone: 'bad', icon: 'cross' },
  { state: 'late', label: 'Late', tone: 'bad', icon: 'clock' },
  { state: 'set-aside', label: 'Records set aside', tone: 'warning', icon: 'warning' },
  { state: 'running', label: 'Running', tone: 'quiet', icon: 'play' },
  { state: 'healthy', label: 'Healthy', tone: 'good', icon: 'check' },
  { state: 'paused', label: 'Paused', tone: 'quiet', icon: 'pause' },
  { state: 'never-run', label: 'Never run', tone: 'quiet', icon: 'circle' },
  { state: 'not-deployed', label: 'Not deployed', tone: 'quiet', icon: 'skip' },
]

const wordsOf = new Map(processStates.map((words) => [words.state, words]))

/** How a deployment does, as icon and word. */
export function DeploymentStatus({
  deployment,
}: {
  readonly deployment: Pick<Deployment, 'state' | 'openFailures' | 'paused'>
}): React.JSX.Element {
  const { state, openFailures, paused } = deployment
  const words = wordsOf.get(state)
  return (
    <Status tone={words?.tone ?? 'quiet'} icon={words?.icon ?? 'circle'}>
      {state === 'set-aside' ? `${withThousands(openFailures)} set aside` : words?.label}
      {paused && state !== 'paused' ? ', paused' : ''}
    </Status>
  )
}

/** Which way the records go, as an arrow that is also said. */
export function Direction({ direction }: { readonly direction: Process['direction'] }): React.JSX.Element {
  const words = direction === 'in' ? 'Into Coupa' : 'Out of Coupa'
  return (
    <span className="direction" data-direction={direction} title={words}>
      <Icon name={direction === 'in' ? 'inbound' : 'outbound'} size={16} />
      <VisuallyHidden>{words}</VisuallyHidden>
    </span>
  )
}

/** Both ends of a process: `invoices · acme.coupahost.com → ERP inbox`. */
export function describeEnds({ direction, resource, deployments }: Process): string {
  const unique = (names: readonly (string | null)[]): string =>
    [...new Set(names.filter((name) => name !== null && name !== ''))].join(', ')
  const organizations = unique(deployments.map(({ organization }) => organization))
  const ends = unique(deployments.map(({ destination }) => destination.name))
  if (organizations === '' && ends === '') return resource
  const [from, to] = direction === 'in' ? [ends, organizations] : [organizations, ends]
  return `${resource} · ${from} → ${to}`
}
