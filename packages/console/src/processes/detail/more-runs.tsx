import type { Deployment, Process, Run } from '@coupa-connector/protocol'
import { Button, Menu } from '@mantine/core'

/** What else an operator starts: kinds of runs, each with what it does. */
const kinds: readonly {
  readonly kind: Extract<Run['kind'], 'check' | 'preview' | 'verify' | 'reconcile' | 'backfill'>
  readonly label: string
  readonly detail: string
  readonly isOutOnly: boolean
}[] = [
  { kind: 'preview', label: 'Preview', detail: 'What the next records would become', isOutOnly: false },
  { kind: 'check', label: 'Check both ends', detail: 'Connects to both, and leaves nothing behind', isOutOnly: false },
  { kind: 'verify', label: 'Verify', detail: 'Reads again what was moved, and compares', isOutOnly: false },
  {
    kind: 'reconcile',
    label: 'Reconcile',
    detail: 'Compares all records, and delivers what differs',
    isOutOnly: true,
  },
  { kind: 'backfill', label: 'Back-fill…', detail: 'Delivers a range, beside the runs', isOutOnly: true },
]

export type MoreKind = (typeof kinds)[number]['kind']

/** Runs that are started rarely, in a menu. */
export function MoreRuns({
  deployment,
  direction,
  onStart,
}: {
  readonly deployment: Deployment
  readonly direction: Process['direction']
  readonly onStart: (kind: MoreKind) => void
}): React.JSX.Element {
  return (
    <Menu position="bottom-end" width={270}>
      <Menu.Target>
        <Button size="xs" variant="default" aria-label={`More in ${deployment.environment.name}`}>
          More
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {kinds
          .filter(({ isOutOnly }) => direction === 'out' || !isOutOnly)
          .map(({ kind, label, detail }) => (
            <Menu.Item key={kind} onClick={() => onStart(kind)}>
              {label}
              <span className="menu-detail muted">{detail}</span>
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  )
}
