import { Box, Group, Text } from '@mantine/core'

/** A list whose lines have one thing to say first and the rest quietly below it. */
export function Rows({
  label,
  children,
}: {
  readonly label: string
  readonly children: React.ReactNode
}): React.JSX.Element {
  return (
    <ul className="surface rows" aria-label={label}>
      {children}
    </ul>
  )
}

export function Row({
  primary,
  secondary,
  aside,
}: {
  readonly primary: React.ReactNode
  readonly secondary?: React.ReactNode
  readonly aside?: React.ReactNode
}): React.JSX.Element {
  return (
    <li>
      <Group justify="space-between" gap="sm" px="md" py="sm">
        <Box style={{ minWidth: 0, flex: '1 1 14rem' }}>
          <Text size="sm" fw={550} component="div">
            {primary}
          </Text>
          {secondary ? (
            <Text size="sm" className="muted" component="div">
              {secondary}
            </Text>
          ) : null}
        </Box>
        {aside ? <Group gap="xs">{aside}</Group> : null}
      </Group>
    </li>
  )
}
