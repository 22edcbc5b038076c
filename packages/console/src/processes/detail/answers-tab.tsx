import type { Process } from '@coupa-connector/protocol'
import { Stack, Title } from '@mantine/core'
import { WaitingRecords } from '../../answers/waiting-records.tsx'
import { EnvironmentName } from '../../environments/environment-name.tsx'
import { useAccount } from '../../session/use-account.ts'
import { EmptyState } from '../../ui/states/states.tsx'

/** Delivered records of a process that wait for an answer, wherever it is deployed. */
export function AnswersTab({ process }: { readonly process: Process }): React.JSX.Element {
  const account = useAccount()
  if (process.deployments.length === 0) {
    return (
      <EmptyState icon="answer" title="Not deployed yet">
        Records that wait for an answer of their consumer are listed here.
      </EmptyState>
    )
  }
  return (
    <Stack gap="xl">
      {process.deployments.map(({ id, environment }) => (
        <section key={id} aria-label={`In ${environment.name}`}>
          <Title order={2} mb="sm">
            <EnvironmentName environment={environment} />
          </Title>
          <WaitingRecords
            account={account.id}
            deployment={id}
            isProduction={environment.classification === 'production'}
            canAct={account.can('operator')}
          />
        </section>
      ))}
    </Stack>
  )
}
