import { EmptyState } from '../../ui/states/states.tsx'
import { NewProcessLink } from './new-process-link.tsx'

/** Shown while there are no processes: what one is, and how to get the first. */
export function NoProcesses({
  account,
  canBuild,
}: {
  readonly account: string
  readonly canBuild: boolean
}): React.JSX.Element {
  const what =
    'A process moves records between Coupa and another system, by a schedule: approved invoices to your ERP, or suppliers into Coupa.'
  if (!canBuild) {
    return (
      <EmptyState icon="process" title="No processes yet">
        {what} Ask a builder or an administrator of this account to create the first one.
      </EmptyState>
    )
  }
  return (
    <EmptyState icon="process" title="Create your first process" action={<NewProcessLink account={account} />}>
      {what} Choose what it does from a list of sentences, see real records, and deploy it to test.
    </EmptyState>
  )
}
