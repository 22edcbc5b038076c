import { Box, Group, Stack, Text, Title } from '@mantine/core'
import { useEffect, useRef } from 'react'
import { isHeadingFocusAwaited } from './heading-focus.ts'

const widestPx = 1120

/** A screen: its title, what it is for, what can be done, and the rest. */
export function Page({
  title,
  description,
  actions,
  children,
  maxWidth = widestPx,
}: {
  readonly title: string
  readonly description?: React.ReactNode
  readonly actions?: React.ReactNode
  readonly children: React.ReactNode
  /** A narrower page begins where the others begin. */
  readonly maxWidth?: number
}): React.JSX.Element {
  useEffect(() => {
    document.title = `${title} · Coupa Connector`
  }, [title])
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (isHeadingFocusAwaited()) heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <Box maw={Math.max(maxWidth, widestPx)} mx="auto" px={{ base: 'md', sm: 'xl' }} py={{ base: 'md', sm: 'xl' }}>
      <Box maw={maxWidth}>
        <Group justify="space-between" align="flex-start" mb="lg" gap="sm">
          <Stack gap={2} className="page-head">
            <Title order={1} ref={heading} tabIndex={-1} className="page-heading">
              {title}
            </Title>
            {description ? (
              <Text className="muted" size="sm" component="div">
                {description}
              </Text>
            ) : null}
          </Stack>
          {actions ? <Group gap="xs">{actions}</Group> : null}
        </Group>
        {children}
      </Box>
    </Box>
  )
}
