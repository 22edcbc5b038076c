import { WatchingRules } from '../../alerts/watching/watching-rules.tsx'
import { useAccount } from '../../session/use-account.ts'

/** Which rules watch a process, and who is told. */
export function AlertsTab(): React.JSX.Element {
  return <WatchingRules account={useAccount().id} />
}
