import { Box, Group, Text } from '@mantine/core'
import { Icon } from '../marks/icon.tsx'

/** Something to heed that is no error: as icon and words on the calm ground of the page, readable in light and dark. */
export function Notice({
  title,
  tone = 'warning',
  role,
  children,
}: {
  readonly title: string
  /** `bad`: something has gone wrong. Default: `warning`. */
  readonly tone?: 'warning' | 'bad'
  /** `alert` when it comes up after something was done. */
  readonly role?: 'alert'
  readonly children: React.ReactNode
}): React.JSX.Element {
  return (
    <Group className="surface notice" data-tone={tone} role={role} align="flex-start" gap="sm" wrap="nowrap" p="sm">
      <span className={tone}>
        <Icon name="warning" />
      </span>
      <Box flex={1} miw={0}>
        <Text size="sm" fw={600} className={tone}>
          {title}
        </Text>
        <Text size="sm" component="div">
          {children}
        </Text>
      </Box>
    </Group>
  )
}
