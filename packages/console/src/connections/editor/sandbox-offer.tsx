import { Alert, Button, Text } from '@mantine/core'
import { Icon } from '../../ui/marks/icon.tsx'
import { ErrorState } from '../../ui/states/states.tsx'

/** Above the form of a new connection: the one that needs no filling in. */
export function SandboxOffer({
  name,
  isCreating,
  error,
  onCreate,
}: {
  readonly name: string
  readonly isCreating: boolean
  readonly error: unknown
  readonly onCreate: () => void
}): React.JSX.Element {
  return (
    <Alert variant="light" icon={<Icon name="container" />} title="This hub includes a sandbox with sample data">
      <Text size="sm">
        Try everything without your own Coupa instance. The connection comes ready to use, with its secret.
      </Text>
      {error ? <ErrorState error={error} /> : null}
      <Button mt="sm" size="xs" loading={isCreating} onClick={onCreate}>
        Add {name.toLowerCase()} connection
      </Button>
    </Alert>
  )
}
