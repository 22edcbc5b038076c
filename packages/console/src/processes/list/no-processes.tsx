import { Stack } from '@mantine/core'
import { CopyLine } from '../../ui/copy-line.tsx'
import { EmptyState } from '../../ui/states.tsx'

/** The commands that lead from nothing to a process that is stored. */
const commands = [
  'coupa-connector processes new E01 --destination files --format csv --name ok-to-pay --output ok-to-pay.json',
  'coupa-connector processes apply ok-to-pay.json',
]

/** Shown while there are no processes: what one is, and how to get the first. */
export function NoProcesses({ canBuild }: { readonly canBuild: boolean }): React.JSX.Element {
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
    <EmptyState
      icon="process"
      title="Create your first process"
      action={
        <Stack gap="xs" ta="left" maw={620}>
          {commands.map((command, index) => (
            <CopyLine key={command} text={command} label={`command ${index + 1}`} />
          ))}
        </Stack>
      }
    >
      {what} Create one from a template on the command line:
    </EmptyState>
  )
}
