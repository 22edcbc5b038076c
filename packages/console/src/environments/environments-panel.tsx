import { Button, Group, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useAccount } from '../session/use-account.ts'
import { Row, Rows } from '../ui/lists/rows.tsx'
import { Icon } from '../ui/marks/icon.tsx'
import { ErrorState, LoadingRows } from '../ui/states/states.tsx'
import { EnvironmentName } from './environment-name.tsx'
import { environmentsQuery } from './environment-queries.ts'
import { NewEnvironmentDialog } from './new-environment-dialog.tsx'

/** Where processes can be deployed, and what each place is for. */
export function EnvironmentsPanel(): React.JSX.Element {
  const account = useAccount()
  const { data, error, refetch } = useQuery(environmentsQuery(account.id))
  const [isCreating, creating] = useDisclosure(false)
  return (
    <section aria-labelledby="environments" className="environments">
      <Group justify="space-between" mb="xs">
        <Title order={2} id="environments">
          Environments
        </Title>
        {account.can('administrator') ? (
          <Button size="xs" variant="default" leftSection={<Icon name="plus" size={14} />} onClick={creating.open}>
            New environment
          </Button>
        ) : null}
      </Group>
      {data ? (
        <Rows label="Environments">
          {data.map((environment) => (
            <Row
              key={environment.id}
              primary={<EnvironmentName environment={environment} />}
              secondary={
                environment.classification === 'production'
                  ? 'Production: only administrators deploy here, and everybody is asked before a change.'
                  : 'Test: builders deploy here.'
              }
            />
          ))}
        </Rows>
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <LoadingRows rows={2} height={64} />
      )}
      <NewEnvironmentDialog account={account.id} opened={isCreating} onClose={creating.close} />
    </section>
  )
}
