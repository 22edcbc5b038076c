import { Box, Stack, Text, Title } from '@mantine/core'
import { useEffect } from 'react'
import { Brand } from './brand.tsx'

/** The frame of the pages before one is signed in. */
export function Entrance({
  title,
  description,
  children,
}: {
  readonly title: string
  readonly description?: React.ReactNode
  readonly children: React.ReactNode
}): React.JSX.Element {
  useEffect(() => {
    document.title = `${title} · Coupa Connector`
  }, [title])
  return (
    <Box component="main" px="md" py={{ base: 32, sm: 80 }}>
      <Stack maw={440} mx="auto" gap="lg">
        <Brand />
        <Box className="surface" p={{ base: 'lg', sm: 'xl' }}>
          <Title order={1} mb={4}>
            {title}
          </Title>
          {description ? (
            <Text className="muted" size="sm" mb="lg">
              {description}
            </Text>
          ) : null}
          {children}
        </Box>
        <a className="text-link" href="/docs/" target="_blank" rel="noreferrer">
          Documentation
        </a>
      </Stack>
    </Box>
  )
}
