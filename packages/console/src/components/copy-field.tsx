import { Button, Code, Group, Text, VisuallyHidden } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { Icon } from './icon.tsx'

/** A text to take along, with a button that copies it and says so. */
export function CopyField({ label, value }: { readonly label: string; readonly value: string }): React.JSX.Element {
  const clipboard = useClipboard({ timeout: 2000 })
  return (
    <div>
      <Text size="sm" fw={550} mb={4}>
        {label}
      </Text>
      <Group gap="xs" align="stretch" wrap="nowrap">
        <Code block tabIndex={0} style={{ flex: 1, overflowX: 'auto', whiteSpace: 'pre' }}>
          {value}
        </Code>
        <Button
          variant="default"
          leftSection={<Icon name={clipboard.copied ? 'check' : 'copy'} size={16} />}
          onClick={() => clipboard.copy(value)}
        >
          {clipboard.copied ? 'Copied' : 'Copy'}
        </Button>
        <VisuallyHidden role="status">
          {clipboard.copied ? `${label} copied` : ''}
          {clipboard.error ? 'The browser refused to copy. Select the text instead.' : ''}
        </VisuallyHidden>
      </Group>
    </div>
  )
}
