import { Button, Stack, Text } from '@mantine/core'
import { useState } from 'react'

/** Fields that have no effect with the chosen authentication type: one line, and the fields on request. */
export function UnusedFields({
  labels,
  typeLabel,
  children,
}: {
  readonly labels: readonly string[]
  /** Of the chosen authentication type. */
  readonly typeLabel: string
  readonly children: React.ReactNode
}): React.JSX.Element {
  const [isShown, setShown] = useState(false)
  return (
    <Stack gap="lg">
      <Text size="sm" className="muted" component="div">
        Not used with {typeLabel}: {labels.join(', ')}. {labels.length === 1 ? 'Its value is' : 'Their values are'}{' '}
        kept.{' '}
        <Button size="compact-xs" variant="subtle" aria-expanded={isShown} onClick={() => setShown(!isShown)}>
          {isShown ? 'Hide' : 'Show'}
        </Button>
      </Text>
      {isShown ? children : null}
    </Stack>
  )
}
