import { Box, Group, Text } from '@mantine/core'
import { Icon } from './icon.tsx'

/** Something to heed that is no error: as icon and words on the calm ground of the page, readable in light and dark. */
export function Notice({
  title,
  role,
  children,
}: {
  readonly title: string
  /** `alert` when it comes up after something was done. */
  readonly role?: 'alert'
  readonly children: React.ReactNode
}): React.JSX.Element {
  return (
    <Group className="surface notice" role={role} align="flex-start" gap="sm" wrap="nowrap" p="sm">
      <span className="warning">
        <Icon name="warning" />
      </span>
      <Box flex={1} miw={0}>
        <Text size="sm" fw={600} className="warning">
          {title}
        </Text>
        <Text size="sm" component="div">
          {children}
        </Text>
      </Box>
    </Group>
  )
}
